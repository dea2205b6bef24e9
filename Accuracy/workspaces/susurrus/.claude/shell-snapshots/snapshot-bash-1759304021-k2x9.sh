# Snapshot file
unalias -a 2>/dev/null || true
export PATH=/home/ragna/.local/bin:/usr/bin:/bin
shopt -s expand_aliases
