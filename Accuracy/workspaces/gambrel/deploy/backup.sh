#!/bin/sh
set -eu
cd /srv/osgar
stamp=$(date +%Y%m%d)
sqlite3 var/ledger.db ".backup var/backups/ledger-$stamp.db"
tar czf "var/backups/mind-$stamp.tgz" mind var/lessons.md
find var/backups -mtime +21 -delete
