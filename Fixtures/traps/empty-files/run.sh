#!/bin/sh
cd "$(dirname "$0")" || exit 1
[ -e flags/paused ] && exit 0
python3 pull.py >>logs/pull.log 2>output/errors.txt || touch flags/paused
