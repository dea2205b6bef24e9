#!/usr/bin/env bash
# Every folder of the corpus scans without a crash, twice the same, with its accounts closed:
# usage: corpus.sh BEDPLATE SCRATCH
set -uo pipefail
bedplate=$1 scratch=$2
if [ -z "${BEDPLATE_CORPUS:-}" ] || [ ! -d "$BEDPLATE_CORPUS" ]; then
    echo "skipped: no corpus here (BEDPLATE_CORPUS)"
    exit 0
fi
passed=0 failed=0
for folder in "$BEDPLATE_CORPUS"/*/; do
    for turn in 1 2; do
        "$bedplate" scan "$folder" --json --no-history >"$scratch/corpus-$turn.json" 2>"$scratch/corpus-errors"
        status=$?
        case $status in 0 | 3) ;; *) break ;; esac
    done
    files=$(find "$folder" | wc -l)
    if [[ $status != [03] ]]; then
        echo "$folder: exit $status"; head -3 "$scratch/corpus-errors"; failed=$((failed + 1))
    elif ! diff -q <(sed 's/"taken": "[^"]*"//' "$scratch/corpus-1.json") <(sed 's/"taken": "[^"]*"//' "$scratch/corpus-2.json") >/dev/null; then
        echo "$folder: two scans differ"; failed=$((failed + 1))
    elif ! python3 - "$scratch/corpus-1.json" "$files" <<'P'
import json, sys
totals = json.load(open(sys.argv[1]))["totals"]
walked = sum(sum(t["walked"].values()) for t in totals)
accounted = sum(t["listed"] + t["rolled_up"] + t["excluded"] + t["unread"] for t in totals)
sys.exit(0 if walked == accounted == int(sys.argv[2]) else 1)
P
    then
        echo "$folder: the accounts do not close over $files entries"; failed=$((failed + 1))
    else
        passed=$((passed + 1))
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
