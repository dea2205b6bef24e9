#!/usr/bin/env bash
# Two captures of the source's state are the same when nobody did anything: what a scenario that
# compares before and after rests on. And the capture does see a change.
source "$(dirname "$0")/../lib.sh"
here=$(lab_scratch)

since=$(lab_ssh source 'date +%s.%N')
lab_state source > "$here/before"
lab_ssh source true
lab_state source > "$here/after"
diff "$here/before" "$here/after" >&2 || lab_fail "state differs though nothing was done"
lab_is "events though nothing was asked for" "" "$(lab_events source "$since")"
[ "$(wc -l < "$here/before")" -gt 1000 ] || lab_fail "the capture holds next to nothing"

# each kind of change is seen; everything is put back
seen() { # WHAT KIND CHANGE UNDO
    lab_ssh source "$3" > /dev/null
    lab_state source > "$here/changed"
    diff "$here/before" "$here/changed" > "$here/difference" || true
    grep -q "^[<>] $2" "$here/difference" || lab_fail "$1 is not seen"
    lab_ssh source "$4" > /dev/null
}
seen "a touched file" file 'touch /srv/moto/USER.md' true
seen "a changed mode" file 'chmod 0640 /srv/moto/USER.md' 'chmod 0644 /srv/moto/USER.md'
seen "a row" rows "sqlite3 /var/lib/moto-tide/tide.db \"insert into tides values ('x', 1)\"" \
    "sqlite3 /var/lib/moto-tide/tide.db \"delete from tides where at = 'x'\""
seen "a stopped unit" unit 'systemctl stop moto-dump.timer' 'systemctl start moto-dump.timer'
seen "a layer" layer 'docker exec pinboard touch /seen' 'docker exec pinboard rm /seen'
lab_events source "$since" > "$here/events"
grep -q 'exec_create: touch /seen' "$here/events" || lab_fail "an exec is not in the events"
