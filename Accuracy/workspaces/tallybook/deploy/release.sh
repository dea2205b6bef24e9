#!/usr/bin/env bash
set -euo pipefail
TAG=$(git describe --tags)
docker build -t registry.quoin.works/ledgerly:$TAG .
docker push registry.quoin.works/ledgerly:$TAG
ssh -i deploy/id_ed25519_deploy deploy@10.20.0.4 "cd /srv/ledgerly && TAG=$TAG docker compose -f docker-compose.yml -f docker-compose.prod.yml up -d"
echo "$(date -u +%F) $TAG" >> deploy/RELEASES
