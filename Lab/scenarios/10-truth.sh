#!/usr/bin/env bash
# What a scan over SSH tells of source and target is what TRUTH.tsv says, no planted value comes
# along, and looking left everything as it was.
source "$(dirname "$0")/../lib.sh"
here=$(lab_scratch)
LAB_HISTORY=$here/history/history.db

# Status 3 is right: another user's unit manager may not be asked, and the ledger says so.
scan() { # HOST ROOT
    local status=0
    lab_bedplate scan --running --json "$1:$2" > "$here/$1.json" 2> "$here/$1.err" || status=$?
    [ "$status" = 0 ] || [ "$status" = 3 ] || lab_fail "scan of $1: $status, $(cat "$here/$1.err")"
    lab_bedplate show --scope "ssh:$1:$2" --json > "$here/$1.shown"
    lab_bedplate holes --scope "ssh:$1:$2" --json > "$here/$1.holes"
}

since=$(lab_ssh source 'date +%s.%N')
lab_state source > "$here/before"
scan source /srv/moto
# While the engine hands out an archive it mounts the container's files; the manager hears of the end
# of that a moment later.
lab_await 10 "the engine's own mounts gone" lab_ssh source \
    '! systemctl list-units --all --plain --no-legend --type=mount | grep -q merged-'
lab_state source > "$here/after"
diff "$here/before" "$here/after" >&2 || lab_fail "looking changed the source"
lab_events source "$since" > "$here/events"
! grep exec_ "$here/events" >&2 || lab_fail "a program was started in a container"
# Reading what a container wrote is the one thing an engine notes: no other event stands there.
lab_is "events of the engine" "container archive-path" "$(cut -d ' ' -f 1,2 "$here/events" | sort -u)"
scan target /root

failed=0
for host in source target; do
    python3 "$LAB/truth.py" "$host" "$here/$host.json" "$here/$host.holes" \
        "$here/$host.err" "$here/$host.shown" "$here"/history/* || failed=1
done
[ "$failed" = 0 ] || lab_fail "what was told is not what is there"
