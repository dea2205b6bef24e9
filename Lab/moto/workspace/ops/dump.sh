#!/bin/sh
# Every night: the ledger, dumped beside the workspace; seven are kept.
set -eu
cd /srv/moto
mkdir -p backups
docker exec moto_postgres_1 /usr/lib/postgresql/15/bin/pg_dump -U moto -h /run/postgresql moto |
    gzip > "backups/moto-$(date +%F).sql.gz"
ls -1t backups/moto-*.sql.gz | tail -n +8 | xargs -r rm --
