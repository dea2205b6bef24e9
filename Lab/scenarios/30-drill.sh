#!/usr/bin/env bash
# A plan is rehearsed on a scratch host while Moto goes on living on the source: everything arrives,
# every change for the worse is caught, nothing gets out, and both ends are as they were.
source "$(dirname "$0")/../lib.sh"
here=$(lab_scratch)

read_evidence() { # EXPRESSION
    python3 -c "import json, sys; d = json.load(open(sys.argv[1])); print($1)" "$here/drill.json"
}

# What runs on the source, and what it was asked to do: nothing there is stopped or started.
alive() {
    lab_ssh source 'docker inspect --format "{{.Name}} {{.Id}} {{.State.StartedAt}}" $(docker ps -q)
        for unit in moto-tide.service moto-dump.timer cron.service; do
            echo "$unit $(systemctl show --property ActiveEnterTimestamp,MainPID "$unit")"
        done' | sort
}

# What a scratch host may not keep: Moto's files, units, rules, listeners.
leftovers() {
    lab_ssh target 'find /srv /home /var/lib/moto-tide -xdev -type f 2> /dev/null | grep -v "/[.]"
        nft list ruleset; ls /var/lib/bedplate | grep drill; ls -d /etc/bedplate 2> /dev/null
        ls /etc/systemd/system | grep -i moto; ss -Hltn | grep -v ":22 "; true'
}

lab_bedplate scan source:/srv/moto source:/home/moto --running > "$here/scan"
lab_bedplate plan --to harbour --out "$here/plan" > "$here/planned" || [ $? = 3 ]

# a host that the plan moves from, this machine, and a host with owners are no scratch hosts
refused() { # STATUS HOST
    local status=0
    lab_bedplate drill "$here/plan" --on "$2" > /dev/null 2>&1 || status=$?
    lab_is "a drill on $2" "$1" "$status"
}
refused 64 source
refused 64 local
lab_ssh target 'mkdir -p /etc/bedplate && touch /etc/bedplate/owners'
refused 77 target
lab_ssh target 'rm -r /etc/bedplate'
lab_ssh target 'mkdir /srv/diary && touch /srv/diary/page'
refused 1 target
lab_ssh target 'rm -r /srv/diary'

# nothing was rehearsed yet: a migration that demands it does not begin
status=0
lab_bedplate migrate "$here/plan" --demand-drill 2> "$here/demanded" || status=$?
lab_is "a migration without a drill" 77 "$status"
grep -q 'drill of this plan did not hold' "$here/demanded" || lab_fail "it does not say why"

alive > "$here/before"
lab_bedplate drill "$here/plan" --on target --json > "$here/drill.json" 2> "$here/told" ||
    { tail -n 20 "$here/told" >&2; lab_fail "the drill did not hold"; }
alive > "$here/after"
diff "$here/before" "$here/after" >&2 || lab_fail "the source was disturbed"
lab_is "left on the scratch host" "" "$(leftovers)"
lab_is "left on the source" "" "$(lab_ssh source 'ls /var/lib/bedplate | grep drill; true')"

lab_is "held" True "$(read_evidence "d['held']")"
lab_is "what was not caught" "[]" \
    "$(read_evidence "[m for m in d['mutations'] if not m['did_fail']]")"
lab_is "what was changed for the worse" "config export identity postgresql redis sqlite state tree" \
    "$(read_evidence "' '.join(sorted({m['asset'] for m in d['mutations']}))")"
# a store is changed for the worse, or it is said why nothing was changed in it
lab_is "stores with neither a change nor a reason" 0 "$(read_evidence "max(0,
    len({a['subject'] for a in d['assets'] if '/store/' in a['subject']}
        - {m['subject'] for m in d['mutations']})
    - len([l for l in d['left_out'] if l['step'].startswith('control/') and l['because']]))")"
lab_is "stores below level 3" "[]" \
    "$(read_evidence "[a for a in d['assets'] if '/store/' in a['subject'] and a['level'] < 3]")"
lab_is "files below level 2" "[]" "$(read_evidence "[a for a in d['assets'] if ':/' in a['subject'] and a['level'] < 2]")"
lab_is "services with a time" True \
    "$(read_evidence "all('rto_ms' in s for s in d['services'] if s['subject'].endswith(('gateway', 'postgres', 'queue')))")"
lab_is "nobody there to be called" harbour \
    "$(python3 -c "import json; print(json.load(open('$here/plan/plan.json'))['target']['place'][4:])")"

gets_out() { lab_ssh target 'timeout 3 bash -c "exec 3<> /dev/tcp/10.213.77.10/22"' 2> /dev/null; }
gets_out || lab_fail "the scratch host is cut off although no drill goes on"

# killed in the middle, it is taken back by one command
(
    export BEDPLATE_HISTORY=$here/history.db
    exec "$BEDPLATE" drill "$here/plan" --on target > /dev/null 2> "$here/told"
) &
drill=$!
lab_await 300 "the cut" lab_ssh target 'nft list table inet bedplate_drill'
! gets_out || lab_fail "a connection leaves the scratch host"
kill -KILL "$drill"
wait "$drill" 2> /dev/null || true
lab_bedplate rollback > /dev/null 2>> "$here/told" || { cat "$here/told" >&2; lab_fail "not taken back"; }
lab_is "left on the scratch host after a kill" "" "$(leftovers)"
gets_out || lab_fail "the scratch host is still cut off"
alive > "$here/after"
diff "$here/before" "$here/after" >&2 || lab_fail "the source was disturbed"
