#!/bin/bash
set -e
docker compose exec -T pg pg_dumpall -U postgres | gzip > /mnt/usb/pg-$(date +%F).sql.gz
cp .env litellm/litellm.env n8n/config /mnt/usb/keys/
