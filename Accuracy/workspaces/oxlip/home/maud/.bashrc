alias ll="ls -l"
export PATH=$HOME/.local/bin:$PATH
export EDITOR=nano
export ADMIRALTY_API_KEY=a0e239a64d4d1e062c827439baa102d9
