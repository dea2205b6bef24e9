# Snapshot file
unalias -a 2>/dev/null || true
shopt -s expand_aliases
alias -- ll='ls -alF'
export PATH='/home/torvald/.local/bin:/home/torvald/go/bin:/usr/local/bin:/usr/bin:/bin'
