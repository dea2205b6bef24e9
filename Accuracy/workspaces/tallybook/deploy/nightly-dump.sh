#!/bin/sh
set -e
cd /srv/ledgerly
docker compose exec -T db pg_dump -U ledgerly -Fc ledgerly > backups/ledgerly-$(date +%F).dump
aws s3 cp backups/ledgerly-$(date +%F).dump s3://quoin-ledgerly-backups/ --sse AES256
