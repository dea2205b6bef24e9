case $- in *i*) ;; *) return;; esac
export PATH="$HOME/.local/bin:$PATH"
export EDITOR=vim
export TAVILY_API_KEY=tvly-dev-dwy8O6XHZZdCZLpAdv_ocUZrZHyUgNaf
alias gs="git status -sb"
