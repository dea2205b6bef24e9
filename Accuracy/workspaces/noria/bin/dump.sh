#!/usr/bin/env bash
set -euo pipefail
cd "$(dirname "$0")/../forge"
day=$(date +%F)
docker compose -f base.yml -f site.yml exec -T pg pg_dump -U forgejo -Fc forgejo >/srv/dumps/forgejo-$day.pgc
docker compose -f base.yml -f site.yml cp forgejo:/data/git /srv/dumps/git-$day
RESTIC_PASSWORD_FILE=../secrets/restic restic -r rest:https://vault.noria.example/forge backup /srv/dumps
echo "$day ok" >>../state/dumps.log
