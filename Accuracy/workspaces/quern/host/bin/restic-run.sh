#!/usr/bin/env bash
set -euo pipefail
export RESTIC_REPOSITORY=rclone:b2:alder-restic RESTIC_PASSWORD_FILE=$HOME/host/restic.pass
docker exec immich_postgres pg_dumpall -U postgres | gzip > $HOME/host/dump/immich.sql.gz
restic backup /srv/photos/immich $HOME/stacks $HOME/.openclaw $HOME/host
restic forget --keep-daily 7 --keep-weekly 5 --keep-monthly 12 --prune
