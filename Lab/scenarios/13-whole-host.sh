#!/usr/bin/env bash
# A scan of a whole host finds what TRUTH.tsv says of its own locations, accounts, sudo, sshd and
# packet filter, looking twice gives the same, and leaves everything as it was.
source "$(dirname "$0")/../lib.sh"
here=$(lab_scratch)
LAB_HISTORY=$here/history/history.db

since=$(lab_ssh source 'date +%s')
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

# The same by a login that is nobody: what it may not see is a gap with the privilege, never nothing.
lab_ssh source 'install -d -m 0700 -o nobody /run/nobody && install -d -o nobody -m 0700 /run/nobody/.ssh'
lab_ssh source 'cp /root/.ssh/authorized_keys /run/nobody/.ssh/ && chown nobody /run/nobody/.ssh/*
    usermod --home /run/nobody --shell /bin/sh --password "*" nobody'
status=0
lab_bedplate scan --host nobody@source --json > "$here/nobody.json" 2> "$here/nobody.err" || status=$?
lab_ssh source 'usermod --home /nonexistent --shell /usr/sbin/nologin nobody; rm -r /run/nobody'
lab_is "status of a scan that may not see everything" 3 "$status"
python3 - "$here/nobody.json" << 'PYTHON'
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
