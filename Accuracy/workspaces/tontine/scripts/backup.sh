#!/bin/sh
set -eu
d=backups/$(date +%F); mkdir -p $d
docker compose exec -T db pg_dump -Fc -U crew crew > $d/crew.dump
cp -r crews $d/
