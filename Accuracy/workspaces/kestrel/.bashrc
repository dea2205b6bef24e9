# ~/.bashrc
case $- in *i*) ;; *) return;; esac
alias ll='ls -l'
export PATH="$HOME/.local/bin:$PATH"
export BRAVE_API_KEY=BSAdqq77bzdgqlmzg6dcJKWlaHZOMAy
