#!/bin/sh
cd /opt/selvage && docker compose exec -T postgres pg_dump -U tuck -Fc tuck > backups/tuck-$(date +%F).dump
ls -1t backups/*.dump | tail -n +8 | xargs -r rm
