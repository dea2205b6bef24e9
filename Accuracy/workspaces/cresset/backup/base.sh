#!/bin/bash
set -euo pipefail
cd /srv/cresset
t=$(date -u +%Y%m%dT%H%MZ)
docker compose exec -T db pg_dump -U postgres -Fc mastodon_production | age -r "$AGE_RECIPIENT" | aws s3 cp --endpoint-url "$AWS_ENDPOINT" - "s3://cresset-backup/$t.dump.age"
tar c .env.production redis | age -r "$AGE_RECIPIENT" | aws s3 cp --endpoint-url "$AWS_ENDPOINT" - "s3://cresset-backup/$t.files.age"
echo "$t" > backup/last
