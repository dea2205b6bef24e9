# ~/.bashrc
[ -z "$PS1" ] && return
HISTSIZE=5000
alias ll='ls -l'
export PATH="$HOME/.local/bin:$PATH"
export DATABASE_URI='postgresql://ines:aXoKHTaMj5AfI3OMK3@db.rio-mondego.example:5432/gauges'
