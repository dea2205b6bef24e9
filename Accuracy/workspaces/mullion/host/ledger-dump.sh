#!/bin/sh
set -eu
docker exec -e MYSQL_PWD="$LEDGER_DB_PW" ledgerdb mysqldump --single-transaction -u ledger ledger | zstd -q >/srv/dumps/ledger-$(date +%H).sql.zst
printf 'ledger_dump_last %s\n' "$(date +%s)" >/var/lib/node_exporter/textfile/ledger_dump.prom
