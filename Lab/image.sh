#!/usr/bin/env bash
# Builds the lab's root file systems once and prints the folder that holds them.
#
# host/      what every host starts from: systemd, sshd, Python, rsync, sqlite3
# source/    host plus a container engine, cron and Compose
# debs/      a mirror of the packages a target may be asked to install: no host reaches a network
# services/  what the images of the containers are made from, imported without a registry
# engines/   the same for the engines that only some scenarios run
#
# The folder is named by the digest of this recipe, so an edited recipe is built anew and an
# unchanged one never. The mirror is the one apt uses on this machine; it is written nowhere else.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

HOST=openssh-server,openssh-sftp-server,systemd-sysv,libpam-systemd,dbus,dbus-user-session,iproute2
HOST+=,procps,rsync,python3,sqlite3,ca-certificates,less,sudo,busybox-static
SOURCE=(docker.io docker-compose cron git)
MIRROR=(postgresql-15 locales-all redis-server cron nftables python3-psycopg2 python3-redis
    docker.io git mosquitto mosquitto-clients prometheus caddy memcached nginx-light curl)
SERVICES=postgresql-15,redis-server,python3,python3-psycopg2,python3-redis,sqlite3,procps
ENGINES=mosquitto,mosquitto-clients,prometheus,caddy,memcached,nginx-light,gettext-base,procps
SPARE=(usr/share/man usr/share/doc usr/share/locale usr/share/info var/cache/apt var/lib/apt/lists)

root=${XDG_CACHE_HOME:-$HOME/.cache}/bedplate-lab
built=$root/$(sha256sum "$here/image.sh" | cut -c1-16)

# Debian's own sources as apt resolves them, one line each, for standard input of mmdebstrap.
mirrors() {
    apt-get indextargets --format '$(ORIGIN) $(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' |
        sort -u | while read -r origin uri release component; do
        [ "$origin" = Debian ] && echo "deb $uri $release $component"
    done
}

bootstrap() { # FOLDER PACKAGES
    mirrors | mmdebstrap --quiet --variant=apt --mode=root --include="$2" \
        --aptopt='APT::Install-Recommends "false"' \
        --dpkgopt='path-exclude=/usr/share/man/*' \
        --dpkgopt='path-exclude=/usr/share/doc/*' \
        --dpkgopt='path-exclude=/usr/share/locale/*' \
        bookworm "$1" -
}

# Downloads packages and what they need on top of a tree, and writes their index. FOLDER TREE
mirror() {
    local deb
    enter "$2" sh -c 'apt-get update -qq && apt-get install -y -qq --no-install-recommends \
        --download-only "$@"' mirror "${MIRROR[@]}" > /dev/null
    mkdir "$1"
    cp "$2"/var/cache/apt/archives/*.deb "$1/"
    for deb in "$1"/*.deb; do
        dpkg-deb -f "$deb"
        printf 'Filename: ./%s\nSize: %s\nSHA256: %s\n\n' "${deb##*/}" "$(stat -c %s "$deb")" \
            "$(sha256sum "$deb" | cut -d' ' -f1)"
    done > "$1/Packages"
}

# Runs COMMAND inside TREE, with this machine's resolver, starting no service. TREE COMMAND…
enter() {
    local tree=$1
    shift
    cp /etc/resolv.conf "$tree/etc/resolv.conf"
    printf '#!/bin/sh\nexit 101\n' > "$tree/usr/sbin/policy-rc.d"
    chmod 0755 "$tree/usr/sbin/policy-rc.d"
    DEBIAN_FRONTEND=noninteractive unshare --mount --pid --fork --mount-proc="$tree/proc" \
        chroot "$tree" "$@"
    rm "$tree/usr/sbin/policy-rc.d" "$tree/etc/resolv.conf"
}

# Adds packages to a tree made by bootstrap, with the tree's own apt.
add() { # FOLDER PACKAGE…
    local tree=$1
    shift
    enter "$tree" apt-get install -y -qq --no-install-recommends "$@" > /dev/null
}

# What no host needs and every copy would carry.
slim() { # FOLDER
    local folder
    for folder in "${SPARE[@]}"; do
        find "$1/$folder" -mindepth 1 -delete 2> /dev/null || true
    done
    rm -f "$1"/etc/ssh/ssh_host_* "$1"/etc/machine-id "$1"/var/lib/dbus/machine-id
    : > "$1/etc/machine-id"
}

build() {
    local name new=$built.new
    rm -rf "$new"
    mkdir -p "$new"
    { bootstrap "$new/services" "$SERVICES" && bootstrap "$new/engines" "$ENGINES"; } &
    services=$!
    trap 'kill "$services" 2> /dev/null; wait; rm -rf "$built.new"' EXIT
    bootstrap "$new/host" "$HOST"
    mirror "$new/debs" "$new/host"
    cp -a "$new/host" "$new/source"
    add "$new/source" "${SOURCE[@]}"
    wait "$services"
    slim "$new/host"
    slim "$new/source"
    for name in services engines; do
        slim "$new/$name"
        tar -C "$new/$name" -cf "$new/$name.tar" .
        rm -rf "${new:?}/$name"
    done
    trap - EXIT
    mv "$new" "$built"
}

# A process of its own, where the first failing command ends the building.
if [ "${1:-}" = --build ]; then
    build
    exit
fi

if [ ! -d "$built" ]; then
    mkdir -p "$root"
    exec 9> "$root/lock"
    flock 9
    if [ ! -d "$built" ] && ! "$here/image.sh" --build > "$root/build.log" 2>&1; then
        tail -n 20 "$root/build.log" >&2
        exit 70
    fi
    find "$root" -mindepth 1 -maxdepth 1 -type d -name '????????????????' ! -path "$built" \
        -exec rm -rf --one-file-system {} +
fi
echo "$built"
