# Snapshot file
unalias -a 2>/dev/null || true
export PATH=/home/tad/.cargo/bin:/usr/local/bin:/usr/bin:/bin
