#!/bin/sh
docker compose exec -T db pg_dumpall -U postgres | zstd > /srv/backup/all-$(date +%F).sql.zst
