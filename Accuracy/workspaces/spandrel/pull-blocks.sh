#!/bin/sh
set -eu
. /srv/heron/.env
curl -sf -H "Authorization: Bearer $LETTA_SERVER_PASSWORD" "http://127.0.0.1:8283/v1/agents/$HERON_AGENT_ID/core-memory/blocks/learned" | jq -r .value > "/srv/heron/blocks-pulled/learned-$(date +%F).txt"
