#!/usr/bin/env bash
set -euo pipefail
export RESTIC_REPOSITORY=sftp:u331@u331.your-storagebox.de:undercroft
export RESTIC_PASSWORD_FILE=/opt/undercroft/backup/restic.pw
docker exec immich_postgres pg_dumpall -U postgres | gzip > /var/backups/immich.sql.gz
docker exec nextcloud-db-1 sh -c 'mariadb-dump -unextcloud -p"$MYSQL_PASSWORD" nextcloud' > /var/backups/nextcloud.sql
sqlite3 /opt/undercroft/vaultwarden/vw-data/db.sqlite3 ".backup /var/backups/vw.sqlite3"
restic backup --exclude-file=/opt/undercroft/backup/excludes.txt /opt/undercroft /var/backups /srv/pool
date -Is > /opt/undercroft/backup/last-ok
