#!/bin/sh
cd /srv/tern && docker compose exec -T db mariadb-dump --all-databases | gzip > /backup/$(date +%F).sql.gz
docker compose run --rm migrate
