#!/bin/sh
set -eu
sqlite3 data/corbel.db ".backup /tmp/corbel.db"
restic backup --tag corbel data prompts jobs config.toml /tmp/corbel.db
restic forget --keep-daily 14 --keep-monthly 12 --prune
