#!/bin/bash
set -euo pipefail
cd "$(dirname "$0")"
python3 answer.py --prompt voice.md --manners manners.md --inbox /srv/mail/new
