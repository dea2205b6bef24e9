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

twin() {
    "$python" Fixtures/twin.py Fixtures/moto "$scratch/twin" &&
        "$python" Tests/expect.py "$bedplate" "$scratch/twin" "$scratch/twin.EXPECT.md"
}

traps() {
    local status=0
    for expect in Fixtures/traps/*.EXPECT.md; do
        "$python" Tests/expect.py "$bedplate" "${expect%.EXPECT.md}" "$expect" >"$scratch/trap" || {
            echo "${expect%.EXPECT.md}:"
            cat "$scratch/trap"
            status=1
        }
    done
    return $status
}

part "moto is what its EXPECT says" "$python" Tests/expect.py "$bedplate" Fixtures/moto Fixtures/moto.EXPECT.md
part "the renamed twin too" twin
part "every trap" traps
part "the command line keeps its word" "$python" Tests/cli.py "$bedplate"
part "the transcript in README.md" "$python" Tests/readme.py "$bedplate"
part "every document follows its schema" Tests/documents.sh "$python" "$bedplate" "$scratch"
part "no secret leaves" "$python" Tests/secrets.py "$bedplate" "$scratch"
part "compose agrees with the reference reader" "$python" Tests/compose-agreement.py "$build"
part "the corpus scans, twice the same" Tests/corpus.sh "$bedplate" "$scratch"
exit $failed
