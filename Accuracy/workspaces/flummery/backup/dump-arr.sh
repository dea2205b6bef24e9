#!/bin/sh
# consistent copies before restic runs at half past three
set -eu
cd /opt/flummery
for app in sonarr radarr prowlarr; do
  sqlite3 "$app/$app.db" ".backup 'backup/dumps/$app.db'"
done
date -u +%FT%TZ > backup/last-dump
