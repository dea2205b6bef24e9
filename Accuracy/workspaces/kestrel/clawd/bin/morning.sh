#!/bin/bash
set -euo pipefail
cd /home/ilse/clawd
openclaw agent --message "$(cat prompts/morning.txt)" --deliver signal
tail -n 40 logs/bank-pull.log | grep -c WARN >> data/warn-counts.txt || true
