# Snapshot file
unalias -a 2>/dev/null || true
shopt -s expand_aliases
export PATH=/home/tobiah/.local/bin:/usr/local/bin:/usr/bin:/bin
