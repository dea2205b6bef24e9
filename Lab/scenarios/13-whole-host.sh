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

# On the spot the program says the same of the host as from afar, but for the place. It brings its
# libraries, since the source has none of them.
mkdir "$here/spot"
cp "$BEDPLATE" "$here/spot/bedplate"
ldd "$BEDPLATE" | grep -o '/[^ ]*' | xargs -I {} cp -L {} "$here/spot/"
tar -C "$here" -c spot | lab_ssh_with_input source 'tar -C /run -x'
rm -r "$here/spot"
for place in source: local:; do
    status=0
    if [ "$place" = local: ]; then
        lab_ssh source '/run/spot/ld-linux-x86-64.so.2 --library-path /run/spot /run/spot/bedplate \
            scan local: --json --no-history' > "$here/near.json" 2> "$here/near.err" || status=$?
    else
        lab_bedplate scan source: --json --no-history > "$here/far.json" 2> "$here/far.err" || status=$?
    fi
    [ "$status" = 0 ] || [ "$status" = 3 ] || lab_fail "scan of $place: $status"
done
lab_ssh source 'rm -r /run/spot'
python3 - "$here/far.json" ssh:source "$here/near.json" local << 'PYTHON'
import json, sys


def told(path, place):
    """The document with its ids alike, and without what only looking from afar may do."""
    document = json.loads(open(path).read().replace(f'"{place}', '"@').replace(f"in {place}", "in @"))
    assert document["snapshot"]["scope"] == ["@:"], document["snapshot"]["scope"]
    for one in document["places"]:
        del one["reach"]
        for line in one["coverage"]:
            gaps = [g for g in line.get("missing", []) if g["what"] != "access times may have moved"]
            line["missing"] = gaps
    return {part: document[part] for part in document if part not in ("snapshot", "tool")}


far, near = (told(*sys.argv[i : i + 2]) for i in (1, 3))
assert far.keys() == near.keys(), (far.keys(), near.keys())
for part in far:
    there = {json.dumps(x, sort_keys=True) for x in far[part]} if isinstance(far[part], list) else far[part]
    here = {json.dumps(x, sort_keys=True) for x in near[part]} if isinstance(near[part], list) else near[part]
    if there != here:
        print(f"  {part}: only from afar {sorted(there - here)[:3]}", file=sys.stderr)
        print(f"  {part}: only on the spot {sorted(here - there)[:3]}", file=sys.stderr)
        sys.exit("  local: and --host tell two things of one host")
assert len(near["items"]) > 100 and len(near["services"]) > 20, (len(near["items"]), len(near["services"]))
PYTHON
