#!/usr/bin/env bash
set -euo pipefail
. /srv/byre/backup/restic.env
export RESTIC_REPOSITORY RESTIC_PASSWORD
docker compose -f /srv/byre/stacks/media/docker-compose.yml exec -T immich-db pg_dumpall -U postgres | gzip > /srv/byre/backup/dumps/immich-latest.sql.gz
restic backup /srv/byre /srv/photos --exclude-file /srv/byre/backup/excludes.txt
restic forget --keep-daily 14 --keep-monthly 12
date -Is > /srv/byre/backup/last-success
