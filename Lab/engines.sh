# shellcheck shell=bash
# Engines that Moto does not need, for the scenarios that move or rehearse them.
#
#   engines_alone  takes Moto off the source: both together do not fit into the lab's memory
#   engines_up     puts them on the source, below /srv/engines, with something in each

engines_alone() {
    lab_ssh_with_input source 'bash -s' << 'ALONE' > "$LAB_RUN/logs/alone" 2>&1
set -eu
docker rm --force --volumes $(docker ps --all --quiet)
docker volume rm $(docker volume ls --quiet)
docker image prune --all --force
systemctl disable --now moto-tide.service moto-dump.timer moto-printer.service || true
rm -f /var/lib/systemd/linger/moto
loginctl terminate-user moto || true
pkill -f '^python3 voice/voice.py' || true
rm -rf /srv/moto /home/moto/.config /etc/systemd/system/moto-* /etc/cron.d/tide \
    /var/spool/cron/crontabs/moto /etc/sudoers.d/moto /opt/tide /usr/local/bin/low-water
systemctl daemon-reload
systemctl reset-failed
ALONE
}

engines_up() {
    lab_ssh_with_input source 'docker import - lab/engines:1' < "$("$LAB/image.sh")/engines.tar" > /dev/null
    tar -C "$LAB/engines" -c . | lab_ssh_with_input source '
        set -e
        mkdir -p /srv/engines && tar -C /srv/engines -x && cd /srv/engines
        build() { docker build -q --network none -f "$1.Dockerfile" -t "$2" . ; }
        build broker eclipse-mosquitto:2.0.11
        build metrics prom/prometheus:v2.42.0
        build front caddy:2.6.2
        build cache memcached:1.6
        build pages nginx:1.22
        rm ./*.Dockerfile start-nginx
        docker-compose up -d' > "$LAB_RUN/logs/engines" 2>&1 ||
        { tail -n 20 "$LAB_RUN/logs/engines" >&2; lab_fail "the engines do not come up"; }
    lab_ssh source 'echo "20 4 * * * root /srv/engines/gate.sh" > /etc/cron.d/gate'
    lab_await 30 "the broker" engines_ask broker mosquitto_pub -t probe -m x
    lab_await 30 "the metrics" lab_ssh source 'python3 -c "
from urllib.request import urlopen
assert b\"\\\"1\\\"\" in urlopen(\"http://127.0.0.1:9090/api/v1/query?query=up\").read()"'
    lab_await 30 "the front" engines_ask front test -s /data/caddy/pki/authorities/local/root.key
    lab_await 30 "the pages" lab_ssh source "python3 -c \"from urllib.request import urlopen
assert b'Oostende' in urlopen('http://127.0.0.1:8088/').read()\""
    engines_ask broker mosquitto_pub -r -q 1 -t harbour/gate -m open
    engines_ask broker mosquitto_sub -t 'letters/#' -i sleeper -c -q 1 -E
    engines_ask broker mosquitto_pub -q 1 -t letters/one -m waiting
}

engines_ask() { # SERVICE COMMAND…
    lab_ssh source docker exec "engines_$1_1" "${@:2}"
}
