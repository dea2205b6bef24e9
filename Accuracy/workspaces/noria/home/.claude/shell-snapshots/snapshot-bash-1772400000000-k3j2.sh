# Snapshot file
unalias -a 2>/dev/null || true
export PATH=/usr/local/bin:/usr/bin:/bin
