#!/bin/bash
# Sets our CPU time beside that of the C floor and of peers, on one tree, in one run.
# usage: Benchmarks/run.sh [TREE]     ROUNDS=3, FILES=200000 for a tree of our own making
set -euo pipefail
cd "$(dirname "$0")/.."
work=.cache/bench
mkdir -p "$work"
tree=${1:-${BENCH_TREE:-$work/tree}}
if [ ! -d "$tree" ]; then
    python3 Benchmarks/tree.py "$tree" "${FILES:-200000}"
fi
cc -O2 -pthread Benchmarks/floor.c -lcrypto -o "$work/floor"
swift build -c release --product scan-benchmark
if [ ! -x .build/release/bedplate ]; then
    swift build -c release --product bedplate
fi
exec python3 Benchmarks/race.py "$tree" "$work" "${ROUNDS:-3}"
