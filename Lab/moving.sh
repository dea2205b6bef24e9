# shellcheck shell=bash
# For the scenarios that move Moto: what a person answers, what must be the same, and where.
#
#   moving_scan             looks at both hosts
#   moving_facts HOST [FORM]   what Moto knows, one fact a line: files, rows, keys, answers; FORM is
#                           containers or units: on source the first, on target the second
#   moving_tracked HOST     what a rollback must put back, one fact a line
#   moving_goes_by HOST     the packaged servers there go by what their containers were told, and the
#                           nightly dump works without a container
#   moving_is_only_on HOST OTHER   Moto lives on HOST and nowhere else
#   moving_is_only_in FORM  on the source, Moto lives in FORM, containers or units, and not in both
#   moving_answers          the table of what a person answers and does
#   moving_retired PLAN     after a day, and under an approval of its own, the containers, their
#                           volumes and the exports are removed; from the first on nothing goes back

moving_scan() {
    lab_bedplate scan source:/srv/moto source:/home/moto --host target --running > "$(lab_scratch)/scan"
}

moving_answers() {
    cat << 'TABLE'
# asked	done
Go\?$
Stop voice.py the way	ssh -n source "pkill -f '^python3 voice/voice.py'"
Start voice.py on the target	ssh -n target 'cd /srv/moto && VOICE_KEY=turnstone-16 setsid -f setpriv --reuid=moto --regid=moto --init-groups python3 voice/voice.py < /dev/null > /dev/null 2>&1'
Does voice.py
^Wait until a day
Retire the source
TABLE
}

# The two parts of a rollback that only a person can do: what was started by hand.
moving_voice() { # HOST start|stop
    if [ "$2" = stop ]; then
        lab_ssh "$1" "pkill -f '^python3 voice/voice.py' || true"
    else
        lab_ssh "$1" 'cd /srv/moto && VOICE_KEY=turnstone-16 setsid -f setpriv --reuid=moto \
            --regid=moto --init-groups python3 voice/voice.py < /dev/null > /dev/null 2>&1'
    fi
}

moving_facts() { # HOST [FORM]
    local form=${2:-units} sql
    [ "$1" != source ] || form=${2:-containers}
    sql="select 'letters', count(*), md5(string_agg(l::text, ',' order by l::text)) from letters l
        union all select 'rooms', count(*), md5(string_agg(r::text, ',' order by r::text)) from rooms r"
    lab_ssh_with_input "$1" bash -s "$form" << FACTS
set -eu
if [ "\$1" = containers ]; then
    postgres='docker exec moto_postgres_1 /usr/lib/postgresql/15/bin/psql -U moto -h /run/postgresql'
    redis='docker exec moto_queue_1 redis-cli'
    layer() { docker exec moto_gateway_1 "\$@"; }
else
    postgres='runuser -u postgres -- psql'
    redis=redis-cli
    layer() { chroot /var/lib/machines/moto-gateway "\$@"; }
fi
cd /
\$postgres -X -At -c "$sql" moto < /dev/null | sort
\$redis get remembered < /dev/null
layer cat /etc/gateway/tuned.json < /dev/null
layer sqlite3 /var/lib/outbox/letters.db 'select * from entries order by id' < /dev/null | sha256sum
for base in /srv/moto/memory/recall.db /var/lib/moto-tide/tide.db; do
    sqlite3 -readonly "\$base" .dump | sha256sum
done
cd /srv/moto
# Reports and backups are what schedules write, and one of them may come due meanwhile.
find . -type f ! -name '*.db*' ! -path './reports/*' ! -path './backups/*' ! -path './.git/index' \
    ! -path ./ops/dump.sh -print0 | sort -z | xargs -0 sha256sum
find . ! -name '*.db-*' ! -path './reports/*' ! -path './backups/*' -printf '%p %y %m %U %G %l\n' | sort
python3 -c "from urllib.request import urlopen; print(urlopen('http://127.0.0.1:18789/health').read().decode())"
python3 -c "from urllib.request import urlopen; print(urlopen('http://127.0.0.1:8099/today.txt').read().decode())"
FACTS
}

# The script of the dump names a container, and is changed where there is none.
moving_goes_by() { # HOST
    lab_ssh_with_input "$1" bash -s << 'GOES'
set -eu
[ "$(redis-cli config get appendonly | tail -n 1)" = yes ]
[ "$(redis-cli config get protected-mode | tail -n 1)" = no ]
cd /srv/moto
if grep docker ops/dump.sh; then exit 1; fi
[ ! -e backups ] || cp --archive backups /run/backups-before
rm --recursive --force backups
systemctl start moto-dump.service
zcat backups/moto-*.sql.gz | grep --quiet 'COPY public.letters'
rm --recursive backups
[ ! -e /run/backups-before ] || mv /run/backups-before backups
GOES
}

# Times of change go; so does what differs whenever a program or an engine begins anew.
moving_tracked() { # HOST
    lab_state "$1" | grep -Ev '^started |\.db-(wal|shm)|__pycache__|^layer [0-9a-f]+ C ' |
        grep -Ev '^(file|bytes).* /(root|home/moto)/\.(cache|local|lesshst|bash_history)' |
        grep -v '^unit run-docker-' |
        sed -E -e 's/^(file .*) [0-9]+ [0-9]+\.[0-9]+ [0-9]+\.[0-9]+ /\1 /' \
            -e 's/^(file [^ ]+\.wants\/[^ ]+ l [0-7]+ [0-9]+ [0-9]+) .*/\1/' \
            -e 's/^(file [^ ]+ d [0-7]+ [0-9]+ [0-9]+) .*/\1/' \
            -e 's/^(file [^ ]+\.db f [0-7]+ [0-9]+ [0-9]+) .*/\1/' \
            -e 's/^(container [^ ]+ [^ ]+) [^ ]+ ([a-z]+) [0-9]+ /\1 \2 /' \
            -e 's/^(listener tcp 127\.0\.0\.1:)[34][0-9]{4}$/\1*/' | sort
    moving_facts "$1"
}

moving_is_only_on() { # HOST OTHER
    local port
    if [ "$2" = source ]; then
        moving_no_containers
    else
        moving_no_units target "moto-*"
    fi
    moving_no_crontabs "$2"
    moving_answers_on "$1"
    for port in 18789 7801 7802 8099; do
        ! lab_ssh "$2" "python3 -c 'import socket; socket.create_connection((\"127.0.0.1\", $port), 3)'" 2> /dev/null ||
            lab_fail "something still answers on port $port of $2"
    done
}

moving_is_only_in() { # FORM
    if [ "$1" = units ]; then
        moving_no_containers
        lab_is "policies that start containers" "" \
            "$(lab_ssh source 'docker ps -aq | xargs -r docker inspect -f "{{.HostConfig.RestartPolicy.Name}}" | grep -vx no || true')"
        moving_no_crontabs source
    else
        moving_no_units source moto-gateway.service
        lab_is "crontabs of the source" "moto tide" \
            "$(lab_ssh source 'ls -A /var/spool/cron/crontabs /etc/cron.d | grep -xE "moto|tide" | sort | xargs')"
    fi
    moving_answers_on source
}

moving_no_containers() {
    lab_is "containers that run on the source" "" "$(lab_ssh source 'docker ps -q')"
}

moving_no_units() { # HOST UNIT
    lab_is "units of Moto's on $1" "" \
        "$(lab_ssh "$1" "systemctl list-units --plain --no-legend --state=active '$2' 'cron-moto-*' 'process-*' redis-server.service 'postgresql@*'")"
}

moving_no_crontabs() { # HOST
    lab_is "schedules on $1" "" "$(lab_ssh "$1" 'ls /var/spool/cron/crontabs /etc/cron.d 2> /dev/null | grep -E "^(moto|tide)$" || true')"
}

# Each port answers, and to nobody outside.
moving_answers_on() { # HOST
    local port
    for port in 18789 7801 7802 8099; do
        lab_ssh "$1" "python3 -c 'import socket; socket.create_connection((\"127.0.0.1\", $port), 3)'" ||
            lab_fail "nothing answers on port $port of $1"
    done
    for port in 18789 7801 7802 8099 8000 5432 6379; do
        ! timeout 2 bash -c "exec 3<> /dev/tcp/$(lab_host "$1" 3)/$port" 2> /dev/null ||
            lab_fail "port $port of $1 is reached from outside"
    done
}

moving_retired() { # PLAN
    local here run
    here=$(lab_scratch)
    run=$(lab_bedplate status --json |
        python3 -c 'import json, sys; print(json.load(sys.stdin)["runs"][-1]["id"])')
    signing_ends "resume before a day has passed" 76 resume
    LAB_LATER=90000 signing_ends "resume after a day" 0 resume
    moving_continuity "$here/runs/$run/continuity.json"
    signing_ends "a retirement that nobody signed" 77 retire "$run"
    signing_approve "$1" --stages retire
    SIGNING_ANSWERS=2 signing_ends "a retirement that waits for a person" 76 retire "$run"
    lab_is "containers after the first answers" 3 "$(lab_ssh source 'docker ps -aq | wc -l')"
    signing_ends "rollback of a retirement that has begun" 1 rollback
    grep -q 'cannot be taken back: retire/retire/' "$here/said.errors" || lab_fail "no reason was told"
    signing_ends "retire" 0 retire "$run"
    lab_is "containers that are left" "" "$(lab_ssh source docker ps -aq)"
    lab_is "volumes that are left" moto_pgdata_before_upgrade "$(lab_ssh source docker volume ls -q)"
    lab_is "exports that are left" "" "$(lab_ssh source 'ls /var/lib/bedplate/exports 2> /dev/null || true')"
    signing_ends "rollback after retirement" 66 rollback "$run"
    grep -q 'has ended: retired' "$here/said.errors" || lab_fail "the end was not told"
}

# What the statement at the end of a move says.
moving_continuity() { # FILE
    python3 "$LAB/../Tests/schemas.py" "$1" > /dev/null || lab_fail "the statement is not as its schema"
    python3 - "$1" << 'LOOK' || { cat "$1" >&2; lab_fail "the statement of continuity"; }
import json, sys
said = json.load(open(sys.argv[1]))
assert said["holds"] is True
names = {entry["subject"].rsplit("//", 1)[-1]: entry["is"] for entry in said["identity"]}
assert names["SOUL.md"] == "same" and set(names.values()) <= {"same", "as-exported"}, names
levels = {entry["subject"].rsplit("/", 1)[-1]: entry["level"] for entry in said["stores"]}
assert levels["moto_pgdata"] == 3 and min(levels.values()) >= 2, levels
due = {entry["subject"].rsplit("/", 1)[-1]: entry["next_run"] for entry in said["schedules"]}
assert {"brief.sh", "moto-dump.timer"} <= set(due) and set(due.values()) == {"same"}, due
assert {entry["reach"] for entry in said["listeners"]} == {"no-wider"}
assert said["watch"]
LOOK
}
