#!/bin/bash
set -euo pipefail
export BORG_REPO=ssh://u4411@vault.rsync.example:23/./undercroft BORG_PASSCOMMAND="cat /srv/undercroft/backup/borg-passphrase"
export BORG_RSH="ssh -i /srv/undercroft/backup/ssh/id_ed25519"
cd /srv/undercroft
(cd cloud && docker compose exec -T postgres pg_dump -U nextcloud nextcloud) > /var/tmp/nextcloud.sql
(cd paper && docker compose exec -T paperless document_exporter ../export)
borg create --stats --exclude-from backup/exclude.txt ::'{now:%F}' . /mnt/tank/nextcloud /var/tmp/nextcloud.sql
borg prune --keep-daily 7 --keep-weekly 5 --keep-monthly 12
date -u +%FT%TZ > backup/last-success
