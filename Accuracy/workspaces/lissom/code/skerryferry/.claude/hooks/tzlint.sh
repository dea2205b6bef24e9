#!/bin/sh
# refuses naive dates in the file just edited
f=$(jq -r '.tool_input.file_path // empty'); case "$f" in *.ts) ;; *) exit 0;; esac
[ "$(basename "$f")" = clock.ts ] && exit 0
if grep -n 'new Date(' "$f" >&2; then echo "use src/clock.ts" >&2; exit 2; fi
