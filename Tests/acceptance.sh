#!/usr/bin/env bash
# The claims that need the whole program: usage: acceptance.sh PYTHON BUILD-FOLDER
# Runs every part, prints each part's own closing line, and fails at the end if one failed.
set -uo pipefail
python=$1
build=$(cd "$2" && pwd)
cd "$(dirname "$0")/.."
bedplate=$build/bedplate
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0

part() {
    local title=$1
    shift
    echo "== $title"
    "$@" || { echo "FAILED: $title"; failed=1; }
}

# Runs a claim that Fixtures/OPEN.tsv may list as known not to hold yet: it may fail then, and must
# be taken off the list once it holds.
hold() {
    local name=$1
    shift
    if "$@" >"$scratch/held"; then
        grep -q "^$name	" Fixtures/OPEN.tsv || return 0
        echo "$name holds now: take it off Fixtures/OPEN.tsv"
        return 1
    fi
    if why=$(grep "^$name	" Fixtures/OPEN.tsv); then
        echo "open: $why"
        return 0
    fi
    echo "$name:"
    cat "$scratch/held"
    return 1
}

twin() {
    "$python" Fixtures/twin.py Fixtures/moto "$scratch/twin" >/dev/null &&
        hold twin "$python" Tests/expect.py "$bedplate" "$scratch/twin" "$scratch/twin.EXPECT.md"
}

traps() {
    local status=0
    for expect in Fixtures/traps/*.EXPECT.md; do
        local tree=${expect%.EXPECT.md}
        hold "$(basename "$tree")" "$python" Tests/expect.py "$bedplate" "$tree" "$expect" || status=1
    done
    return $status
}

part "moto is what its EXPECT says" "$python" Tests/expect.py "$bedplate" Fixtures/moto Fixtures/moto.EXPECT.md
part "the renamed twin too" twin
part "every trap" traps
part "the command line keeps its word" "$python" Tests/cli.py "$bedplate"
part "a person chooses" "$python" Tests/choices.py "$bedplate"
part "the transcript in README.md" "$python" Tests/readme.py "$bedplate"
part "every document follows its schema" Tests/documents.sh "$python" "$bedplate" "$scratch"
part "what rpm brought, and what was changed since" Tests/packages.sh "$bedplate"
part "no secret leaves" "$python" Tests/planted_secrets.py "$bedplate" "$scratch"
part "the holes are SARIF that others read" "$python" Tests/holes_sarif.py "$bedplate" "$scratch"
part "what a person signs, under two users" Tests/trust.sh "$python" "$bedplate" "$scratch"
part "compose agrees with the reference reader" "$python" Tests/compose-agreement.py "$(dirname "$python")/docker-compose" "$build/compose-dump" 40
part "runs of a plan are resumed, taken back, refused" Tests/runs.sh "$bedplate"
part "the corpus scans, twice the same" Tests/corpus.sh "$bedplate" "$scratch"
exit $failed
