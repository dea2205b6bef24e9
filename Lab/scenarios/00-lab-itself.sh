#!/usr/bin/env bash
# The lab is what TRUTH.tsv says it is: hosts answer, the stack serves, what was planted is there.
source "$(dirname "$0")/../lib.sh"

# hosts, and what sets each apart
for host in source target modern rsa busybox jump inner far; do
    lab_is "$host answers" "$host here" "$host $(lab_ssh "$host" 'echo here')"
done
lab_is "busybox has no find but its own" busybox "$(lab_ssh busybox 'readlink /bin/find')"
lab_is "sftp has no shell" "This service allows sftp connections only." \
    "$(lab_ssh sftp true 2>&1 | tr -d '\r' || true)"
lab_is "sftp lists its garden" "gate.env latest notes" \
    "$(echo "ls -1 /srv/garden" | sftp -q -b - -F "$(lab_config)" sftp | sed -n "s|^/srv/garden/||p" | paste -sd" ")"
refused() { ! lab_ssh "$@" true 2> /dev/null; }
refused -o Ciphers=aes256-ctr modern || lab_fail "modern takes an old cipher"
refused -o HostKeyAlgorithms=ssh-ed25519 rsa || lab_fail "rsa shows an Ed25519 key"
refused -o ProxyJump=none -o ConnectTimeout=2 inner || lab_fail "inner is reached without jump"
lab_is "items on far" 2058 "$(lab_ssh far 'find /srv/garden -printf x | wc -c')"
lab_is "systemd on target" running "$(lab_ssh target 'systemctl is-system-running --wait')"
lab_is "the target's own mirror" 15 \
    "$(lab_ssh target 'apt-get update -qq && apt-cache policy postgresql-15' | sed -n 's/ *Candidate: \([0-9]*\).*/\1/p')"

lab_bedplate --version | grep -q '^bedplate ' || lab_fail "bedplate does not run"

# the quickest of nine turns to far on one connection
turns=$(python3 - "$(lab_config)" <<'PY'
import subprocess, sys, time

peer = subprocess.Popen(["ssh", "-F", sys.argv[1], "far", "cat"], stdin=-1, stdout=-1, bufsize=0)


def turn():
    began = time.monotonic()
    peer.stdin.write(b"x")
    peer.stdout.read(1)
    return time.monotonic() - began


print(int(min(turn() for _ in range(9)) * 1000))
peer.stdin.close()
peer.wait()
PY
)
[ "$turns" -ge 20 ] && [ "$turns" -lt 35 ] || lab_fail "a turn to far takes $turns ms, not 20"

# the stack
source_query() { lab_ssh source "docker exec moto_postgres_1 /usr/lib/postgresql/15/bin/psql -U moto -h /run/postgresql -Atc '$1' moto"; }
lab_is "engine" 20.10 "$(lab_ssh source "docker version -f '{{.Server.Version}}'" | cut -d. -f1,2)"
lab_is "containers" "moto_gateway_1 moto_postgres_1 moto_queue_1 pinboard" \
    "$(lab_ssh source "docker ps --format '{{.Names}}'" | sort | paste -sd' ')"
lab_is "PostgreSQL's health" healthy "$(lab_ssh source "docker inspect -f '{{.State.Health.Status}}' moto_postgres_1")"
lab_is "letters" 5000 "$(source_query 'select count(*) from letters')"
lab_is "rooms" 3 "$(source_query 'select count(*) from rooms')"
lab_is "the gateway" '{"letters": 5000, "memories": 3, "outbox": 7, "queue": true, "signed": true}' \
    "$(lab_ssh source 'python3 -c "import urllib.request as r; print(r.urlopen(\"http://127.0.0.1:18789/health\").read().decode(), end=\"\")"')"

# what was planted
lab_is "the layer" "A /etc/gateway/tuned.json" "$(lab_ssh source 'docker diff moto_gateway_1' | grep tuned)"
lab_is "volumes without a name" 1 "$(lab_ssh source 'docker volume ls -q' | grep -cE '^[0-9a-f]{64}$')"
lab_is "the token in files of the workspace" "" "$(lab_ssh source 'grep -rl sandpiper /srv/moto /etc /home /root /usr/local || true')"
lab_is "the voice's key in files" "" "$(lab_ssh source 'grep -rl turnstone /srv /etc /home /root /usr/local || true')"
lab_is "the voice's key in its environment" 1 \
    "$(lab_ssh source 'tr "\0" "\n" < /proc/$(pgrep -u moto -f voice/voice.py)/environ | grep -c ^VOICE_KEY=')"
lab_is "failed units" moto-printer.service "$(lab_ssh source 'systemctl --failed --plain --no-legend' | cut -d' ' -f1)"
lab_is "units that run" "active active active active" \
    "$(lab_ssh source 'systemctl is-active moto-tide.service moto-dump.timer cron docker' | paste -sd' ')"
lab_is "the user's timer" active \
    "$(lab_ssh source 'runuser -u moto -- env XDG_RUNTIME_DIR=/run/user/1001 systemctl --user is-active moto-heartbeat.timer')"
lab_is "work that is only here" "1 1 1" \
    "$(lab_ssh source 'cd /srv/moto && g="git -c safe.directory=/srv/moto --no-optional-locks" && echo $($g log --oneline | grep -vc WIP) $($g status --short | wc -l) $($g stash list | wc -l)')"

# every port of the truth listens, and no other does
awk -F '\t' '$1 == "find" && $2 == "source" && $3 == "port" && $4 ~ /^[0-9\[]/ { print $4 }' \
    "$LAB/TRUTH.tsv" | sed 's|/tcp||' | sort > "$(lab_scratch)/told"
lab_ssh source "ss -Hltnp" | awk '{ if (/containerd/) sub(/:[0-9]+$/, ":*", $4); print $4 }' | sort > "$(lab_scratch)/seen"
diff "$(lab_scratch)/told" "$(lab_scratch)/seen" >&2 || lab_fail "ports differ from TRUTH.tsv"
