#!/bin/sh
export PGPASSWORD="$(cat $PGPASSWORD_FILE)"
while true; do
  pg_dump -Fc > /dumps/crabs-$(date +%u).dump
  sleep 86400
done
