#!/usr/bin/env bash
# Engines beside Moto's are rehearsed as they were told to be. Stores whose files no server may run on are rehearsed while theirs goes on: each is taken from a
# copy, arrives equal, is served, and a change for the worse of each is seen.
source "$(dirname "$0")/../lib.sh"
source "$LAB/engines.sh"
here=$(lab_scratch)

read_evidence() { # EXPRESSION
    python3 -c "import json, sys; d = json.load(open(sys.argv[1])); print($1)" "$here/drill.json"
}

alive() {
    lab_ssh source 'docker inspect --format "{{.Name}} {{.Id}} {{.State.StartedAt}}" $(docker ps -q)' |
        sort
}

engines_alone
engines_up
alive > "$here/before"
lab_bedplate scan source:/srv/engines --running > "$here/scan"
lab_bedplate plan --to harbour --out "$here/plan" > "$here/planned" || [ $? = 3 ]
lab_bedplate drill "$here/plan" --on target --json > "$here/drill.json" 2> "$here/told" ||
    { tail -n 40 "$here/told" >&2; cat "$here/drill.json" >&2; lab_fail "the drill did not hold"; }
alive > "$here/after"
diff "$here/before" "$here/after" >&2 || lab_fail "the source was disturbed"

of_engines="[a for a in d['assets'] if '/store/volume/engines_' in a['subject']]"
lab_is "stores" 3 "$(read_evidence "len($of_engines)")"
lab_is "stores below level 3" "[]" "$(read_evidence "[a for a in $of_engines if a['level'] < 3]")"
lab_is "what was changed for the worse" "caddy mosquitto prometheus" "$(read_evidence "' '.join(
    sorted({m['asset'] for m in d['mutations'] if m['did_fail']} & {'caddy', 'mosquitto', 'prometheus'}))")"
lab_is "what was not caught" "[]" "$(read_evidence "[m for m in d['mutations'] if not m['did_fail']]")"
# What was told by flags, templates and variables is in force, and a line calls no container any more.
lab_is "services" 5 "$(read_evidence "len([a for a in d['assets'] if '/service/engines/' in a['subject'] and a['level'] == 3])")"
grep -q 'ok cutover/switch/call-' "$here/told" || lab_fail "no line was rewritten"
lab_is "left on the scratch host" "" "$(lab_ssh target 'ls -d /etc/bedplate /var/lib/bedplate/drill* 2> /dev/null; true')"
lab_is "left on the source" "" "$(lab_ssh source 'ls -d /var/lib/bedplate/drill* 2> /dev/null; true')"
