#!/bin/bash
set -euo pipefail
stamp=$(date +%Y%m%d)
influx backup --host http://127.0.0.1:8086 --token "$INFLUX_TOKEN" "/srv/backup/influx-$stamp"
rsync -a --delete /srv/backup/ rsync://nas.inglenook.example/cottage/
