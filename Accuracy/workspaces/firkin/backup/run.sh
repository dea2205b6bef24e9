#!/bin/bash
set -euo pipefail
cd /srv/firkin/cloud
occ() { docker compose exec -T -u www-data app php occ "$@"; }
trap 'occ maintenance:mode --off' EXIT
occ maintenance:mode --on
docker compose exec -T db sh -c 'mariadb-dump --single-transaction -uroot -p"$(cat /run/secrets/mysql_root)" nextcloud' > /srv/firkin/backup/dump/nextcloud.sql
borg create --stats ::'{now:%Y-%m-%d}' /srv/cloud/data /srv/firkin /var/lib/docker/volumes/cloud_html
borg prune --keep-daily 14 --keep-monthly 12
echo "firkin_backup_last_success_timestamp_seconds $(date +%s)" > /var/lib/node_exporter/textfile/backup.prom
