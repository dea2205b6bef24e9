case $- in *i*) ;; *) return;; esac
HISTSIZE=5000
alias ll='ls -alF'
export PATH="$HOME/.local/bin:$HOME/go/bin:$PATH"
export OPENROUTER_API_KEY=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
