#!/usr/bin/env bash
# Tests/runs.py with an /etc/bedplate and a /var/lib/bedplate of its own. usage: runs.sh BEDPLATE
set -euo pipefail
bedplate=$(realpath "$1")
if [ "$(id -u)" -ne 0 ] || ! unshare --mount true 2> /dev/null; then
    echo "runs: skipped, two uids and a mount namespace need root" >&2
    exit 0
fi
exec unshare --mount bash -euo pipefail -c '
    mkdir -p /etc/bedplate /var/lib/bedplate
    mount -t tmpfs -o mode=0755 bedplate-etc /etc/bedplate
    mount -t tmpfs -o mode=0700,uid=65534,gid=65534 bedplate-lib /var/lib/bedplate
    install -D -m 0755 "$1" /etc/bedplate/bin/bedplate
    exec python3 Tests/runs.py /etc/bedplate/bin/bedplate
' runs "$bedplate"
