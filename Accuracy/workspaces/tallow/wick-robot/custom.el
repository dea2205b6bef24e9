(custom-set-variables '(gptel-model 'claude-sonnet-4))
