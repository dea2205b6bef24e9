# Snapshot file
unalias -a 2>/dev/null || true
export PATH=/home/ines/.local/bin:/usr/local/bin:/usr/bin:/bin
