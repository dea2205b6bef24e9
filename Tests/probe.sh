#!/usr/bin/env bash
# The probe needs nothing but itself: usage: probe.sh BEDPLATE-PROBE
# Runs it alone in an empty root folder, beside a copy of a fixture, and compares what it says with
# what it says here and with sha256sum. Closes with 'N passed, N failed'.
set -uo pipefail
probe=$(realpath "$1")
fixture=$(dirname "$0")/../Fixtures/moto
cell=$(mktemp -d)
trap 'rm -rf "$cell"' EXIT
passed=0 failed=0

claim() {
    local what=$1
    shift
    if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)) && echo "does not hold: $what"; fi
}

# Runs a program with the cell as its root folder. The one variable keeps Swift's runtime from
# looking for its backtracer before main: it does so through /proc, which the cell lacks.
alone() {
    local own=SWIFT_BACKTRACE=swift-backtrace=/none
    if [ "$(id -u)" = 0 ]; then
        env -i "$own" "$(command -v chroot)" "$cell" "$@"
    else
        env -i "$own" "$(command -v unshare)" --user --map-root-user \
            "$(command -v chroot)" "$cell" "$@"
    fi
}

is_static() { ! ldd "$probe" >/dev/null 2>&1; }

# The lines of a walk without the moment it began, the folder it began at, and owners, whose numbers
# another user's name space tells otherwise.
lines() { sed -E -e '1d' -e 's/"[ug]id":[0-9]+,//g' "$1"; }

cp "$probe" "$cell/bedplate-probe"
cp -a "$fixture" "$cell/moto"
claim "it is linked to no library" is_static

alone /bedplate-probe walk /moto >"$cell/alone.jsonl"
claim "it walks in an empty root folder" test $? = 0
env -i "$probe" walk "$cell/moto" >"$cell/here.jsonl"
claim "it needs no environment where there is /proc" test $? = 0
claim "and sees there what it sees here" cmp -s <(lines "$cell/alone.jsonl") <(lines "$cell/here.jsonl")
claim "which is something" test "$(wc -l <"$cell/alone.jsonl")" -gt 100

digest=$(sha256sum <"$fixture/SOUL.md" | cut -d ' ' -f 1)
alone /bedplate-probe digest /moto SOUL.md >"$cell/digest"
claim "its digests are those of sha256sum" grep -q "$digest" "$cell/digest"
alone /bedplate-probe facts >"$cell/facts"
claim "it tells the facts of where it is" grep -q '"architecture"' "$cell/facts"

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
