#!/bin/bash
set -eu
docker compose exec -T postgres pg_dumpall -U synapse | zstd > /srv/backup/pg-$(date +%F).zst
