#!/usr/bin/env bash
# A scan of a whole host finds what TRUTH.tsv says of its own locations, accounts, sudo, sshd and
# packet filter, looking twice gives the same, and leaves everything as it was.
source "$(dirname "$0")/../lib.sh"
here=$(lab_scratch)
LAB_HISTORY=$here/history/history.db

since=$(lab_ssh source 'date +%s.%N')
lab_state source > "$here/before"
status=0
lab_bedplate scan --host source --json > "$here/whole.json" 2> "$here/err" || status=$?
[ "$status" = 0 ] || [ "$status" = 3 ] || lab_fail "scan: $status, $(cat "$here/err")"
lab_state source > "$here/after"
diff "$here/before" "$here/after" >&2 || lab_fail "looking changed the source"
lab_events source "$since" > "$here/events"
lab_is "events of the engine" "container archive-path" "$(cut -d ' ' -f 1,2 "$here/events" | sort -u)"

lab_bedplate holes --scope ssh:source: --json > "$here/holes"
python3 "$LAB/truth.py" source: "$here/whole.json" "$here/holes" "$here/err" "$here"/history/* ||
    lab_fail "what was told is not what is there"

# The same by a login without privileges: what it may not see is a gap with the privilege, never nothing.
lab_ssh source 'useradd --create-home guest && usermod --password "*" guest &&
    install -d -o guest -m 0700 /home/guest/.ssh &&
    install -o guest -m 0600 /root/.ssh/authorized_keys /home/guest/.ssh/'
status=0
lab_bedplate scan --host guest@source --json > "$here/guest.json" 2> "$here/guest.err" || status=$?
lab_ssh source 'userdel --force --remove guest 2> /dev/null || true'
lab_is "status of a scan that may not see everything" 3 "$status"
python3 - "$here/guest.json" << 'PYTHON'
import json, sys

place = next(p for p in json.load(open(sys.argv[1]))["places"] if "/in/" not in p["id"])
ledger = {c["scope"]: c for c in place["coverage"]}
for scope in ("sudo", "firewall", "containers", "sockets", "schedules"):
    gaps = ledger[scope].get("missing", [])
    assert any(g.get("privilege") for g in gaps), (scope, ledger[scope])
for scope in ("firewall", "containers"):
    assert not ledger[scope]["looked"], ledger[scope]
assert "sudo" not in place["host"] and "firewall" not in place["host"]
PYTHON
