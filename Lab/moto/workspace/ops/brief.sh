#!/bin/sh
# The morning brief: hands the prompt to the gateway and keeps the answer.
set -eu
cd /srv/moto
prompt=$(cat prompts/morning-brief.md)
mkdir -p reports
{ date -Is; printf '%s\n' "$prompt" | wc -l; } >> reports/brief.log
python3 - <<'PY' >> reports/brief.log
from urllib.request import urlopen
print(urlopen("http://127.0.0.1:18789/health", timeout=5).read().decode().strip())
PY
