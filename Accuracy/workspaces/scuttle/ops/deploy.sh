#!/bin/sh
set -e
rsync -a --exclude var --exclude qdrant ./ crab@scuttle.krab.be:/srv/scuttle/
ssh crab@scuttle.krab.be "cd /srv/scuttle && docker compose up -d --build && crontab ops/crontab"
