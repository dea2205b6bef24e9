#!/usr/bin/env bash
# What is declared and not there is asked about: a service that is kept and does not run, a port that
# nobody listens on, an address that no look ever saw used; and asked no more once it was seen.
source "$(dirname "$0")/../lib.sh"
here=$(lab_scratch)
LAB_HISTORY=$here/history/history.db

restore() {
    lab_ssh source 'docker rm --force deaf > /dev/null 2>&1
        docker start moto_queue_1 > /dev/null
        systemctl stop lab-asks.service 2> /dev/null
        rm -f /etc/systemd/system/lab-asks.service /run/lab-ask && systemctl daemon-reload
        sed -i s/queue:6399/queue:6379/ /srv/moto/compose.yml
        systemctl start moto-tide.service
        for left in $(seq 50); do
            python3 -c "from urllib.request import urlopen; urlopen(\"http://127.0.0.1:18789/health\")" \
                2> /dev/null && break
            sleep 0.2
        done'
}
trap restore EXIT

look() { # NAME: scans, and lists `RULE NAME` of the questions there are
    local status=0
    lab_bedplate scan --running source:/srv/moto > /dev/null 2> "$here/err" || status=$?
    [ "$status" = 0 ] || [ "$status" = 3 ] || lab_fail "scan: $status, $(cat "$here/err")"
    lab_bedplate holes --json > "$here/$1.json"
    python3 -c '
import json, sys
for hole in json.load(open(sys.argv[1]))["holes"]:
    if hole["rule"] in ("BP0601", "BP0609", "BP0610"):
        print(hole["rule"], hole["subject"].split("/")[-1])' "$here/$1.json" | sort
}

lab_is "asked while everything is as it should be" "" "$(look well)"

# A container that publishes what nothing in it answers, and a program that was told where to ask.
lab_ssh source 'docker run -d --name deaf -p 127.0.0.1:8098:9999 lab/services:1 sleep 600' > /dev/null
lab_ssh_with_input source 'cat > /etc/systemd/system/lab-asks.service' << 'UNIT'
[Service]
Environment=TIDE_URL=http://127.0.0.1:7801
# It may start a program while it is stopped, whose end nobody tells systemd here.
TimeoutStopSec=1
ExecStart=/bin/bash -c 'until [ -e /run/lab-ask ]; do sleep 0.2; done; exec 3<>/dev/tcp/127.0.0.1/7801; sleep 600'
UNIT
lab_ssh source 'systemctl daemon-reload && systemctl start lab-asks.service'
lab_is "asked at once" "BP0609 deaf" "$(look first)"
lab_is "asked after a day without a connection" "BP0609 deaf
BP0610 lab-asks.service" "$(LAB_LATER=90000 look second)"
lab_ssh source 'touch /run/lab-ask; sleep 1'
lab_is "asked while it is connected" "BP0609 deaf" "$(LAB_LATER=90000 look third)"
lab_ssh source 'rm /run/lab-ask; systemctl restart lab-asks.service'
lab_is "asked after it was connected once" "BP0609 deaf" "$(LAB_LATER=180000 look fourth)"
lab_ssh source 'docker rm --force deaf; systemctl stop lab-asks.service' > /dev/null

# The gateway's file names another port than the queue's, and no old connection hides it.
lab_ssh source 'sed -i s/queue:6379/queue:6399/ /srv/moto/compose.yml; docker restart moto_queue_1' > /dev/null
lab_is "asked of an address that is refused" "BP0609 gateway" "$(look refused)"
lab_ssh source 'sed -i s/queue:6399/queue:6379/ /srv/moto/compose.yml
    docker stop moto_queue_1; systemctl disable --now moto-tide.service; systemctl enable moto-tide.service' \
    > /dev/null 2>&1
lab_is "asked of what is there and does not run" "BP0601 moto-tide.service
BP0601 queue" "$(look stopped)"
