#!/bin/sh
cd "$(dirname "$0")/.." && docker compose exec -T homeassistant python -m homeassistant --script check_config -c /config
