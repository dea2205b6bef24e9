#!/usr/bin/env bash
set -eu
n=$(cat var/next_issue)
uv run python -m tidepool.run write --issue "$n"
curl -s -H "Authorization: Token $BUTTONDOWN_TOKEN" https://api.buttondown.email/v1/emails -d @var/out.json
echo $((n + 1)) > var/next_issue
