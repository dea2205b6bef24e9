#!/bin/sh
# by hand before an upgrade
docker compose exec n8n n8n export:workflow --backup --output=/files/export/
cp n8n/files/export/*.json n8n/workflows/
