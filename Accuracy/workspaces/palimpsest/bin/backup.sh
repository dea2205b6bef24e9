#!/bin/bash
set -e
cd /opt/brewery
set -a; . ./mysql.env; set +a
docker-compose exec -T mysql mysqldump -uroot -p"$MYSQL_ROOT_PASSWORD" --single-transaction --routines eshop | gzip > /backup/eshop-$(date +%a).sql.gz
lftp -c "open -u brew,$(cat /root/.nas) sftp://nas.brewery.example; mirror -R /backup backup"
date +%s > /opt/brewery/.last-backup
