#!/bin/sh
# Prints what looking must leave as it was, one fact a line, sorted: run before and after, compare.
#
# Files: content, owner, mode, size, times of change of the host's own trees; access times are left
# out, and so is what any login writes (wtmp, journal) and what programs at work write by themselves
# (PostgreSQL's, Redis's and SQLite's files are told by their logical content instead).
# Units, containers, images, volumes, networks, listeners. What the engine was asked for meanwhile
# is told by lab_events.
set -u
export LC_ALL=C TZ=UTC
trees='/etc /root /home /srv /usr/local /opt /var/lib/moto-tide /var/spool/cron /boot'
own='( -name *-wal -o -name *-shm -o -name brief.log -o -name moto-*.sql.gz )'

files() {
    set -f
    for tree in $trees; do
        [ -e "$tree" ] || continue
        find "$tree" -xdev ! $own ! -path '*/.ssh/agent*' \
            -printf 'file %p %y %m %U %G %s %n %T@ %C@ %l\n' 2>/dev/null
        find "$tree" -xdev -type f ! $own ! -name '*.db' -exec sha256sum {} + 2>/dev/null |
            sed 's/^/bytes /'
    done
    set +f
}

units() {
    command -v systemctl >/dev/null && [ -d /run/systemd/system ] || return 0
    systemctl list-units --all --plain --no-legend --type=service,timer,socket,mount,path |
        awk '$1 !~ /^(session-|user@0|user-runtime-dir@0|run-user-0|run-docker-netns-)/ && $3 != "activating" {
            print "unit", $1, $2, $3 }'
    systemctl list-unit-files --plain --no-legend | grep -v '^session-' | sed 's/^/unit-file /'
    for unit in ssh cron docker moto-tide; do
        echo "started $unit" $(systemctl show -p ActiveEnterTimestamp -p MainPID "$unit")
    done
}

databases() {
    for base in $(find /srv /var/lib/moto-tide -xdev -name '*.db' 2>/dev/null); do
        copy=$(mktemp -d)
        cp "$base"* "$copy/" && echo "rows $base $(sqlite3 "$copy/${base##*/}" .dump | sha256sum)"
        rm -r "$copy"
    done
}

engine() {
    docker info >/dev/null 2>&1 || return 0
    for what in $(docker ps -aq); do
        docker inspect "$what" --format \
            'container {{.Name}} {{.Id}} {{.State.StartedAt}} {{.State.Status}} {{.RestartCount}} {{json .Config}} {{json .HostConfig}}'
        # The engine tells mounts in no order.
        docker inspect "$what" --format '{{range .Mounts}}mount {{$.Name}} {{json .}}{{println}}{{end}}'
        docker diff "$what" | sed "s/^/layer $what /"
    done
    docker images -q --no-trunc | sed 's/^/image /'
    docker volume ls -q | sed 's/^/volume /'
    docker network ls --no-trunc -q | sed 's/^/network /'
}

listeners() {
    command -v ss >/dev/null && ss -Hltnu | awk '{ print "listener", $1, $5 }'
}

{
    files
    units
    databases
    engine
    listeners
} | sort
