#!/bin/sh
set -e
cd /srv/evening
docker compose pull -q
docker compose up -d lamp
