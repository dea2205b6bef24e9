#!/usr/bin/env bash
# Starts a real dockerd with two services and a container made by hand, scans what runs, and holds
# the result against the truth in lab_running.py; takes everything down again.
# usage: lab-running.sh BEDPLATE     needs root, dockerd, docker, docker-compose, busybox
set -euo pipefail
bedplate=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
for part in dockerd docker docker-compose busybox ip nsenter setpriv python3 curl; do
    command -v "$part" >/dev/null || { echo "lab-running: $part is missing" >&2; exit 1; }
done
[ "$(id -u)" = 0 ] || { echo "lab-running: must be root" >&2; exit 1; }

lab=$(mktemp -d /tmp/bedplate-lab-XXXXXX)
chmod 755 "$lab"
net=bedplate-lab-$$
forward=$(cat /proc/sys/net/ipv4/ip_forward)
daemon=
clean() {
    local status=$?
    set +e
    if [ -n "$daemon" ]; then
        in_net docker ps --all --quiet | xargs -r docker rm --force --volumes >/dev/null 2>&1
        kill "$daemon" && wait "$daemon"
    fi
    umount -R "$lab"/data "$lab"/exec/netns/* 2>/dev/null
    ip netns delete "$net" 2>/dev/null
    echo "$forward" >/proc/sys/net/ipv4/ip_forward
    rm -rf "$lab"
    exit $status
}
trap clean EXIT
in_net() { nsenter --net="/run/netns/$net" "$@"; }

# The engine has a network namespace of its own: its bridges and rules stay there.
ip netns add "$net"
ip -n "$net" link set lo up
export DOCKER_HOST=unix://$lab/docker.sock
nsenter --net="/run/netns/$net" dockerd --data-root "$lab/data" --exec-root "$lab/exec" \
    --pidfile "$lab/docker.pid" -H "$DOCKER_HOST" >"$lab/log" 2>&1 </dev/null &
daemon=$!
for _ in $(seq 100); do docker version >/dev/null 2>&1 && break; sleep 0.1; done
docker version >/dev/null || { tail "$lab/log" >&2; exit 1; }

mkdir -p "$lab/image/bin" "$lab/image/etc" "$lab/duo/conf" "$lab/out"
cp "$(command -v busybox)" "$lab/image/bin/"
# A busybox of which not all is linked in brings its libraries along.
for part in $(ldd "$lab/image/bin/busybox" 2>/dev/null | grep -o '/[^ ]*'); do
    install -D "$part" "$lab/image$part"
done
for name in sh sleep mkdir touch; do ln -s busybox "$lab/image/bin/$name"; done
tar -C "$lab/image" -c . | docker import -c 'VOLUME /scratch' - box:1 >/dev/null
echo 'level: plain' >"$lab/duo/conf/app.yaml"
cat >"$lab/duo/docker-compose.yml" <<'YAML'
version: "2.4"
services:
  store:
    image: box:1
    command: [/bin/busybox, nc, -ll, -p, "7000", -e, /bin/sleep, "100000"]
    restart: unless-stopped
    environment:
      STORE_PASSWORD: lab-value-one
    volumes: ["kept:/data"]
  app:
    image: box:1
    command:
      - /bin/sh
      - -c
      - >-
        mkdir -p /var/outbox && touch /var/outbox/a.json &&
        busybox nc -ll -p 8080 -e /bin/sleep 1 &
        while true; do busybox nc store 7000 -e /bin/sleep 100000; sleep 1; done
    depends_on: [store]
    ports: ["127.0.0.1:18080:8080"]
    volumes: ["./conf:/conf:ro"]
volumes:
  kept: {}
YAML
(cd "$lab/duo" && in_net docker-compose --project-name pair up -d >/dev/null 2>&1)
docker volume create old_notes >/dev/null
echo kept >"$lab/data/volumes/old_notes/_data/note"
docker run -d --name stray-one --network none -e API_TOKEN=lab-value-two box:1 \
    /bin/sleep 100000 >/dev/null
# An edge is seen when the connection stands.
for _ in $(seq 100); do
    app=$(docker inspect -f '{{.State.Pid}}' pair_app_1)
    grep -q ':1B58 01 ' "/proc/$app/net/tcp" 2>/dev/null && break
    sleep 0.1
done

scan() { in_net "$@" scan --json "$lab/duo" --no-history --running; }
traces() {
    docker ps --all --no-trunc --format '{{.ID}} {{.Names}} {{.State}}' | sort
    docker volume ls --quiet | sort
    find "$lab/duo" "$lab/data/volumes" -printf '%p %y %m %U %G %s %T@ %C@\n' | sort
}
traces >"$lab/out/before"
start=$(date +%s.%N)
for run in one two; do scan "$bedplate" >"$lab/out/$run.json"; done
end=$(date +%s.%N)
traces >"$lab/out/after"
docker events --since "$start" --until "$end" --format '{{.Type}} {{.Action}}' >"$lab/out/events"
HOME=/nonexistent scan setpriv --reuid=65534 --regid=65534 --clear-groups "$bedplate" \
    >"$lab/out/nobody.json" || [ $? -eq 3 ]
scan "$bedplate" >/dev/null
in_net "$bedplate" scan --history "$lab/out/history.db" --running "$lab/duo" >/dev/null
"$bedplate" holes --history "$lab/out/history.db" --json >"$lab/out/holes.json"
docker rm --force pair_store_1 >/dev/null
scan "$bedplate" >"$lab/out/without.json"
in_net "$bedplate" scan --history "$lab/out/history.db" --running "$lab/duo" >/dev/null
"$bedplate" holes --history "$lab/out/history.db" --json >"$lab/out/holes-without.json"
python3 "$here/lab_running.py" "$lab/out"
