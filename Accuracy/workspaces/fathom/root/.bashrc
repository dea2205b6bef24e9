export HF_TOKEN_PATH=/root/hf
