#!/bin/sh
# every night: dump, keep ten, copy to Henrik
set -eu
cd "$HOME"
day=$(date +%F)
docker compose exec -T postgres pg_dump -U moto moto | gzip > "backups/moto-$day.sql.gz"
ls -1t backups/moto-*.sql.gz | tail -n +11 | xargs -r rm --
rsync -a --delete backups/ henrik-nas:/volume1/moto/
