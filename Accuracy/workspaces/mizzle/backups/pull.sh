#!/bin/sh
# laptop side, Sundays
rsync -a --delete mizzle:/opt/mizzle/backups/pg/ ~/Backups/mizzle-pg/
ssh mizzle docker exec mizzle-n8n-1 n8n export:workflow --backup --output=/home/node/.n8n/export
