#!/bin/sh
set -eu
cd /srv/hearth
out=dumps/paperless-$(date +%F).sql.gz
docker compose exec -T db pg_dump -U paperless paperless | gzip >"$out.part"
mv "$out.part" "$out"
find dumps -name '*.sql.gz' -mtime +21 -delete
