#!/usr/bin/env bash
# The main job on Fixtures/moto: scan, holes, plan. usage: main-job.sh BEDPLATE FOLDER
# Prints what a newcomer would read; keeps the history and the plan in FOLDER.
set -euo pipefail
bedplate=$1
folder=$(cd "$2" && pwd)
cd "$(dirname "$0")/.."
moto=Fixtures/moto
# 3 is "done, with gaps listed": the fixture holds names and links that are gaps on purpose.
gaps() { "$@" || [ $? -eq 3 ]; }

gaps "$bedplate" scan "$moto"
echo
"$bedplate" holes | head -n 40
echo
rm -rf "$folder/plan"
gaps "$bedplate" plan --to metal --out "$folder/plan"
echo
echo "the plan to read: $folder/plan/migration-plan.md"
