#!/bin/sh
docker compose exec -T pg pg_dumpall -U postgres | gzip > copias/pg-$(date +%F).sql.gz
