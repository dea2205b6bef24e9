#!/bin/sh
docker compose exec -T archivio mongodump --archive | gzip > ../scarichi/archivio-$(date +%F).gz
