#!/bin/sh
set -eu
cd "$(dirname "$0")/.."
docker compose exec -T postgres pg_dumpall -U postgres | gzip > "dumps/all-$(date +%F).sql.gz"
