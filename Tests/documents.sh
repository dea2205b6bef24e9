#!/usr/bin/env bash
# Writes every JSON document the program knows from Fixtures/moto and validates each:
# usage: documents.sh PYTHON BEDPLATE SCRATCH
set -uo pipefail
python=$1 bedplate=$2 out=$3/documents
mkdir -p "$out"
export BEDPLATE_HISTORY=$3/documents.db
tree=$3/documents-tree
cp -r Fixtures/moto "$tree"
run() {
    local name=$1
    shift
    "$bedplate" "$@" --json >"$out/$name.json"
    local status=$?
    case $status in 0 | 1 | 3) ;; *) echo "$name: exit $status"; return 1 ;; esac
}
run inventory scan "$tree" || exit 1
service=$("$python" -c 'import json,sys; print(json.load(open(sys.argv[1]))["services"][0]["id"])' "$out/inventory.json")
run diff-first diff || exit 1
run holes holes || exit 1
run graph graph || exit 1
run impact impact "$service" || exit 1
run explain explain "$service" || exit 1
run plan plan --to metal --out "$out/plan" || exit 1
echo "one line more" >>"$tree/MEMORY.md"
run again scan "$tree" || exit 1
run diff diff || exit 1
run log log || exit 1
run check check "$out/plan" || exit 1
run history history list || exit 1
run doctor doctor || exit 1
"$python" Tests/schemas.py "$out"/*.json "$out"/plan/files/exports/*.json
