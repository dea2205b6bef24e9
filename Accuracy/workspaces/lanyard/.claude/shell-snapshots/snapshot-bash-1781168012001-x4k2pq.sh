# Snapshot file
# Unset all aliases to avoid conflicts with functions
unalias -a 2>/dev/null || true
shopt -s expand_aliases
export PATH=/home/ines/.local/bin:/usr/local/bin:/usr/bin:/bin
