#!/bin/sh
crontab crontab.txt
docker compose -f n8n/docker-compose.yml up -d
