export EDITOR=nvim
export PATH="$HOME/.local/bin:$HOME/go/bin:$PATH"
export GROQ_API_KEY=gsk_QmWxLrKvBnHcYdGsPfJeUaTiOoRqEwXyNz0123456789AbCd
alias ll='ls -l'
