#!/bin/sh
docker compose exec -T postgres pg_dump -U cobbler cobbler_production | gzip > /srv/backup/cobbler-$(date +%F).sql.gz
tar czf /srv/backup/storage-$(date +%F).tgz storage
