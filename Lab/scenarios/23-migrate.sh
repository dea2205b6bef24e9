#!/usr/bin/env bash
# An owner signs, bedplate carries the plan out between two hosts, takes it back with one command,
# and carries it out again.
source "$(dirname "$0")/../lib.sh"
source "$LAB/moving.sh"
source "$LAB/signing.sh"
here=$(lab_scratch)

same() { # WHAT FILE FILE
    diff "$2" "$3" >&2 || lab_fail "$1"
}

planned() {
    rm -rf "$here/plan"
    moving_scan
    lab_bedplate plan --to target --out "$here/plan" > "$here/planned" || [ $? = 3 ]
}

moved() {
    planned
    signing_ends "an unsigned plan" 77 migrate "$here/plan" --until cutover
    signing_approve "$here/plan"
    signing_ends "migrate" 0 migrate "$here/plan" --until cutover
    moving_facts target > "$here/target"
    same "Moto on the target is not what it was" "$here/source" "$here/target"
    moving_goes_by target || lab_fail "something does not go by what it was told"
    moving_is_only_on target source
}

taken_back() {
    signing_ends "rollback" 0 rollback
    lab_await 60 "PostgreSQL healthy" lab_ssh source \
        "docker inspect -f '{{.State.Health.Status}}' moto_postgres_1 | grep -x healthy"
    lab_await 60 "the gateway answering" lab_ssh source \
        'python3 -c "import urllib.request as r; r.urlopen(\"http://127.0.0.1:18789/health\")"'
    moving_is_only_on source target
    moving_tracked source > "$here/after"
    same "the source is not what it was" "$here/before" "$here/after"
}

{
    moving_answers
    printf 'Stop voice.py on the target\t%s\n' "ssh -n target \"pkill -f '^python3 voice/voice.py'\""
    printf 'Start voice.py again\t%s\n' "moving_voice source start"
} > "$here/answers"
signing_owner source target
moving_facts source > "$here/source"
moving_tracked source > "$here/before"

moved
taken_back
moved
moving_retired "$here/plan"
moving_facts target > "$here/target"
same "Moto on the target is not what it was" "$here/source" "$here/target"
