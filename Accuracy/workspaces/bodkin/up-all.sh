#!/bin/sh
set -e
for d in traefik auth matrix cloud vault forge photos social; do (cd "$d" && docker compose up -d); done
