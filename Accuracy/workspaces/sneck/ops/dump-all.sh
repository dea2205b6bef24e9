#!/bin/sh
set -eu
cd /srv/sneck/mastodon && docker compose exec -T db pg_dump -U mastodon -Fc mastodon_production >/tank/dumps/mastodon.pgc
cd /srv/sneck/cloud && docker compose exec -T maria sh -c 'mariadb-dump --single-transaction -u nextcloud -p"$(cat /run/secrets/nc_db)" nextcloud' | gzip >/tank/dumps/nextcloud.sql.gz
docker compose exec -T elizadb pg_dump -U eliza eliza | gzip >/tank/dumps/eliza.sql.gz
rclone --config /srv/sneck/ops/rclone.conf sync /tank/dumps b2:sneck-dumps
