# shellcheck shell=bash
# One host: its tree (an overlay on the cached one), its keys, its start and its end.

# Lays a writable tree over the cached one. HOST
host_tree() {
    local home=$LAB_RUN/hosts/$1
    mkdir -p "$home"/{upper,work,tree}
    mount -t overlay "bplab-$1" -o \
        "lowerdir=$LAB_IMAGES/$(lab_host "$1" 4),upperdir=$home/upper,workdir=$home/work,xino=on" \
        "$home/tree"
    host_identity "$1" "$home/tree"
}

# Name, neighbours, keys. HOST TREE
host_identity() {
    echo "$1" > "$2/etc/hostname"
    {
        printf '127.0.0.1\tlocalhost\n::1\tlocalhost\n'
        awk -F '\t' '!/^#/ { print $3 "\t" $1 }' "$LAB/hosts.tsv"
    } > "$2/etc/hosts"
    rm -f "$2/etc/resolv.conf" "$2"/etc/apt/sources.list.d/*
    echo 'deb [trusted=yes] file:/srv/mirror ./' > "$2/etc/apt/sources.list"
    install -d -m 0700 "$2/root/.ssh"
    install -m 0600 "$LAB_RUN/key.pub" "$2/root/.ssh/authorized_keys"
    local kind
    for kind in $(host_key_kinds "$1"); do
        ssh-keygen -q -t "$kind" -N '' -C "root@$1" -f "$2/etc/ssh/ssh_host_${kind}_key"
        echo "$1,$(lab_host "$1" 3) $(cut -d' ' -f1,2 "$2/etc/ssh/ssh_host_${kind}_key.pub")" \
            >> "$LAB_RUN/known_hosts"
    done
    : > "$2/etc/default/locale"
    # A user's manager, once started, stays: stopping it between two logins was seen to hold up the
    # next one for two minutes.
    mkdir -p "$2/etc/systemd/logind.conf.d"
    printf '[Login]\nUserStopDelaySec=infinity\n' > "$2/etc/systemd/logind.conf.d/lab.conf"
}

host_key_kinds() {
    case $1 in
        modern) echo ed25519 ;;
        rsa) echo rsa ;;
        *) echo ed25519 ecdsa ;;
    esac
}

# HOST: boots it, or starts its sshd alone.
host_start() {
    local tree=$LAB_RUN/hosts/$1/tree
    local options=(-D "$tree" --register=no --keep-unit --console=pipe --quiet
        --machine="$1" --link-journal=no --resolv-conf=off --timezone=off
        --network-namespace-path="/run/netns/bplab-$1")
    local command=()
    case $(lab_host "$1" 5) in
        systemd) options+=(--boot) ;;
        sshd)
            mkdir -p "$tree/run/sshd"
            options+=(--as-pid2)
            command=(/bin/sh -c 'mkdir -p /run/sshd && exec /usr/sbin/sshd -D')
            ;;
    esac
    # The engine makes namespaces, cgroups and mounts of its own.
    [ "$1" != source ] || options+=(--capability=all "--system-call-filter=add_key keyctl bpf"
        --bind="$LAB_RUN/hosts/source/docker:/var/lib/docker")
    # Its root is a host's root, the packet filter included.
    [ "$1" != target ] || options+=(--capability=CAP_NET_ADMIN)
    # What may be installed: on the target, and on the source that is its own target.
    case $1 in
        source | target) options+=(--bind-ro="$LAB_IMAGES/debs:/srv/mirror") ;;
    esac
    (
        exec 8>&- > "$LAB_RUN/logs/$1" 2>&1 < /dev/null
        groups_enter "$1" "$BASHPID"
        export SYSTEMD_NSPAWN_UNIFIED_HIERARCHY=0
        exec setsid systemd-nspawn "${options[@]}" "${command[@]}"
    ) &
    echo $! > "$LAB_RUN/pids/$1"
    disown
}

# Ends everything that was started. Nothing in a host is kept, so nothing is asked to close: with
# nspawn its first process dies, and with that the whole host, containers included.
hosts_stop() {
    local file pid
    for file in "$LAB_RUN"/pids/*; do
        [ -e "$file" ] || continue
        pid=$(cat "$file")
        ! ours "$pid" || kill -KILL "$pid"
        while ours "$pid"; do sleep 0.05; done
        rm -f "$file"
    done
}

# The power of HOST fails: nothing in it is asked to close. Its first process outlives nspawn.
host_kill() {
    local pid
    pid=$(cat "$LAB_RUN/pids/$1")
    until ! ours "$pid" && [ -z "$(ip netns pids "bplab-$1")" ]; do
        ip netns pids "bplab-$1" | xargs -r kill -KILL 2> /dev/null || true
        ! ours "$pid" || kill -KILL "$pid" || true
        sleep 0.1
    done
}

# HOST is gone: its power, its wire, its disk.
host_destroy() {
    host_kill "$1"
    ip netns del "bplab-$1"
    awk -v under="$LAB_RUN/hosts/$1/" 'index($2 "/", under) == 1 { print $2 }' /proc/mounts |
        sort -r | while read -r point; do umount -l "$point"; done
    rm -rf --one-file-system "$LAB_RUN/hosts/${1:?}"
}

# True while PID is alive and was started by a lab on this cache.
ours() {
    tr '\0' ' ' 2> /dev/null < "/proc/$1/cmdline" | grep -qF "$LAB_RUN"
}

hosts_unmount() {
    local point
    awk -v under="$LAB_RUN/" 'index($2 "/", under) == 1 { print $2 }' /proc/mounts | sort -r |
        while read -r point; do umount -l "$point" || true; done
}
