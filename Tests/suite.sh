#!/usr/bin/env bash
# Runs every Swift test that was built, in two processes at once: those of distant hosts wait far
# more than they compute. What each says is kept in a file and shown where something failed.
set -euo pipefail
cd "$(dirname "$0")/.."
tests=$(swift build --show-bin-path)/bedplatePackageTests.xctest
kept=$(mktemp --directory)
trap 'rm --recursive --force "$kept"' EXIT

# run NAME ARGUMENT…: the tests that the arguments choose.
run() {
    local name=$1
    shift
    if "$tests" --testing-library swift-testing "$@" >"$kept/$name" 2>&1; then
        tail --lines 1 "$kept/$name"
    else
        cat "$kept/$name"
        return 1
    fi
}
run distant --filter '^DistanceTests\.' &
distant=$!
failed=0
run others --skip '^DistanceTests\.' || failed=1
wait "$distant" || failed=1
exit "$failed"
