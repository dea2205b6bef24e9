#!/bin/sh
set -eu
cd /srv/withy
d=$(date +%F)
docker compose exec -T letta-db pg_dump -U letta letta | gzip > backups/letta-$d.sql.gz
tar czf backups/tavern-$d.tgz sillytavern/data
