# Snapshot file
export PATH=/usr/bin
