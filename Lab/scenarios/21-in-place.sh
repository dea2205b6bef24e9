#!/usr/bin/env bash
# Moto leaves its containers on the host that it lives on: signed, carried out, taken back with one
# command, carried out again, and retired; after that nothing is taken back any more.
source "$(dirname "$0")/../lib.sh"
source "$LAB/moving.sh"
source "$LAB/signing.sh"
here=$(lab_scratch)

same() { # WHAT FILE FILE
    diff "$2" "$3" >&2 || lab_fail "$1"
}

moved() {
    rm -rf "$here/plan"
    lab_bedplate scan source:/srv/moto source:/home/moto --running > "$here/scan" || [ $? = 3 ]
    lab_bedplate plan --to source --out "$here/plan" > "$here/planned" || [ $? = 3 ]
    signing_ends "an unsigned plan" 77 migrate "$here/plan" --until cutover
    signing_approve "$here/plan"
    signing_ends "migrate" 0 migrate "$here/plan" --until cutover
    lives_in_units
}

lives_in_units() {
    moving_facts source units > "$here/units"
    same "Moto in units is not what it was" "$here/source" "$here/units"
    moving_is_only_in units
    lab_is "when the brief is due" "06:10:00" \
        "$(lab_ssh source 'systemctl show -p NextElapseUSecRealtime --value cron-moto-brief-sh.timer' | cut -d' ' -f3)"
    lab_is "when the dump is due" "03:15:00" \
        "$(lab_ssh source 'systemctl show -p NextElapseUSecRealtime --value moto-dump.timer' | cut -d' ' -f3)"
    lab_is "failed units" moto-printer.service \
        "$(lab_ssh source 'systemctl list-units --state=failed --plain --no-legend' | cut -d' ' -f1)"
}

# An engine that starts anew starts none of them.
engine_starts_nothing() {
    lab_ssh source systemctl restart docker
    lab_is "containers that the engine starts again" "" "$(lab_ssh source docker ps -q)"
    lives_in_units
}

# What a rollback must put back: every account too. What the tools of accounts keep of the last
# change but one is theirs.
tracked() {
    moving_tracked source | grep -Ev ' /etc/(passwd|shadow|group|gshadow)-( |$)'
    lab_ssh source "cut -d: -f1,3,4,6,7 /etc/passwd; cut -d: -f1,3,4 /etc/group"
}

taken_back() {
    signing_ends "rollback" 0 rollback
    lab_await 60 "PostgreSQL healthy" lab_ssh source \
        "docker inspect -f '{{.State.Health.Status}}' moto_postgres_1 | grep -x healthy"
    lab_await 60 "the gateway answering" lab_ssh source \
        'python3 -c "import urllib.request as r; r.urlopen(\"http://127.0.0.1:18789/health\")"'
    moving_is_only_in containers
    tracked > "$here/after"
    same "P19: the source is not what it was" "$here/before" "$here/after"
}

{
    moving_answers | sed 's/ target / source /g'
    printf 'Stop voice.py on the target\t%s\n' "moving_voice source stop"
    printf 'Start voice.py again\t%s\n' "moving_voice source start"
} > "$here/answers"
signing_owner source
moving_facts source > "$here/source"
tracked > "$here/before"

moved
taken_back
moved
engine_starts_nothing
moving_retired "$here/plan"
lives_in_units
