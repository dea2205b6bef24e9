#!/bin/sh
set -eu
curl -fsS --get "${MEM0_URL:-http://mem-api:8000}/recall" --data-urlencode "q=$1" | jq -r '.results[] | "\(.created_at[0:10]) \(.memory)"'
