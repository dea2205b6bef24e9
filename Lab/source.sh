# shellcheck shell=bash
# The host that Moto lives on: what is laid into its tree, and what is started once it runs.
# TRUTH.tsv says the same in words that a scan is compared with.

source_tree() { # TREE
    chroot "$1" useradd --uid 1001 --create-home --shell /bin/bash --groups docker moto
    cp -a "$LAB/moto/workspace" "$1/srv/moto"
    (umask 077 && echo 'POSTGRES_PASSWORD=oystercatcher-38' > "$1/srv/moto/.env")
    mkdir -p "$1/srv/moto"/{reports,backups}
    chown -R 1001:1001 "$1/srv/moto"
    source_units "$1"
    source_schedules "$1"
    source_own "$1"
    mkdir -p "$LAB_RUN/hosts/source/docker" "$1/var/lib/docker"
}

source_units() { # TREE
    local folder
    cp "$LAB"/moto/units/system/*.{service,timer} "$1/etc/systemd/system/"
    mkdir -p "$1/etc/systemd/system/moto-tide.service.d" "$1/home/moto/.config/systemd/user"
    cp "$LAB/moto/units/system/moto-tide.service.d/memory.conf" "$1/etc/systemd/system/moto-tide.service.d/"
    cp "$LAB"/moto/units/user/* "$1/home/moto/.config/systemd/user/"
    chown -R 1001:1001 "$1/home/moto/.config"
    for folder in multi-user timers; do mkdir -p "$1/etc/systemd/system/$folder.target.wants"; done
    chroot "$1" systemctl --quiet enable lab-cgroups.service moto-tide.service moto-dump.timer \
        moto-printer.service
    mkdir -p "$1/home/moto/.config/systemd/user/timers.target.wants" "$1/var/lib/systemd/linger"
    ln -s ../moto-heartbeat.timer "$1/home/moto/.config/systemd/user/timers.target.wants/"
    chown -hR 1001:1001 "$1/home/moto/.config"
    : > "$1/var/lib/systemd/linger/moto"
}

source_schedules() { # TREE
    local crontabs=$1/var/spool/cron/crontabs
    install -m 0600 "$LAB/moto/crontab" "$crontabs/moto"
    chroot "$1" chown moto:crontab /var/spool/cron/crontabs/moto
    install -m 0644 "$LAB/moto/cron.d-tide" "$1/etc/cron.d/tide"
}

# What somebody put into the host's own locations.
source_own() { # TREE
    mkdir -p "$1/etc/sudoers.d" "$1/opt/tide"
    echo 'moto ALL=(root) NOPASSWD: /usr/bin/systemctl restart moto-tide.service' > "$1/etc/sudoers.d/moto"
    chmod 0440 "$1/etc/sudoers.d/moto"
    printf '#!/bin/sh\nexec sqlite3 /var/lib/moto-tide/tide.db "select min(height) from tides"\n' > "$1/usr/local/bin/low-water"
    chmod 0755 "$1/usr/local/bin/low-water"
    echo 'the harbour wall is 4 m above the datum' > "$1/opt/tide/harbour.txt"
    echo '# set -o vi' >> "$1/etc/bash.bashrc"
}

# Once it runs: images, stack, the rows, and what a person did by hand and wrote down nowhere.
source_fill() {
    source_images
    lab_ssh source 'cd /srv/moto && GATEWAY_TOKEN=sandpiper-71 docker-compose up -d' > "$LAB_RUN/logs/compose" 2>&1
    lab_await 60 "PostgreSQL healthy" source_healthy
    lab_await 30 "the gateway answering" lab_ssh source \
        'python3 -c "import urllib.request as r; r.urlopen(\"http://127.0.0.1:18789/health\")"'
    source_by_hand
}

source_healthy() {
    [ "$(lab_ssh source "docker inspect -f '{{.State.Health.Status}}' moto_postgres_1")" = healthy ]
}

source_images() {
    lab_ssh_with_input source 'docker import - lab/services:1' < "$LAB_IMAGES/services.tar" > /dev/null
    tar -C "$LAB/moto/images" -c . | lab_ssh_with_input source '
        set -e
        mkdir /tmp/images && tar -C /tmp/images -x && cd /tmp/images
        build() { docker build -q --network none -f "$1" -t "$2" . ; }
        build postgres.Dockerfile lab/postgres:15
        build redis.Dockerfile lab/redis:7
        build gateway.Dockerfile lab/gateway:1
        rm -r /tmp/images' > /dev/null
}

source_by_hand() {
    lab_ssh_with_input source 'sh -s' < "$LAB/moto/by-hand.sh" > "$LAB_RUN/logs/by-hand" 2>&1
}
