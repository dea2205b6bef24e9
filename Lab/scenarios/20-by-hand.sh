#!/usr/bin/env bash
# A person follows migration-plan.md with a shell and ssh alone, and Moto lives on the target; the
# one command of the plan brings it all back; and it can be done again.
source "$(dirname "$0")/../lib.sh"
source "$LAB/moving.sh"
here=$(lab_scratch)

follow() {
    python3 "$LAB/follow.py" "$here/plan" "$here/answers" --until retire
}

same() { # WHAT FILE FILE
    diff "$2" "$3" >&2 || lab_fail "$1"
}

rolled_back() {
    (cd "$here/plan" && bash files/rollback.sh) > "$here/rollback" 2>&1 ||
        { cat "$here/rollback" >&2; lab_fail "the rollback failed"; }
    moving_voice target stop
    moving_voice source start
    lab_await 60 "PostgreSQL healthy" lab_ssh source \
        "docker inspect -f '{{.State.Health.Status}}' moto_postgres_1 | grep -x healthy"
    lab_await 60 "the gateway answering" lab_ssh source \
        'python3 -c "import urllib.request as r; r.urlopen(\"http://127.0.0.1:18789/health\")"'
}

on_target() {
    moving_facts target > "$here/target"
    same "Moto on the target is not what it was" "$here/source" "$here/target"
    moving_is_only_on target source
    lab_is "when the brief is due" "06:10:00" \
        "$(lab_ssh target 'systemctl show -p NextElapseUSecRealtime --value cron-moto-brief-sh.timer' | cut -d' ' -f3)"
    lab_is "when the dump is due" "03:15:00" \
        "$(lab_ssh target 'systemctl show -p NextElapseUSecRealtime --value moto-dump.timer' | cut -d' ' -f3)"
    lab_is "failed units" moto-printer.service \
        "$(lab_ssh target 'systemctl list-units --state=failed --plain --no-legend' | cut -d' ' -f1)"
}

moving_answers > "$here/answers"
moving_facts source > "$here/source"
moving_scan
lab_bedplate plan --to target --out "$here/plan" > "$here/planned" || [ $? = 3 ]
moving_tracked source > "$here/before"

follow
on_target
rolled_back
moving_tracked source > "$here/after"
same "the source is not what it was" "$here/before" "$here/after"
moving_is_only_on source target
rolled_back
follow
on_target
