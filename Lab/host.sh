# shellcheck shell=bash
# One host: its tree (an overlay on the cached one), its keys, its start and its end.

# Lays a writable tree over the cached one. HOST
host_tree() {
    local home=$LAB_RUN/hosts/$1
    mkdir -p "$home"/{upper,work,tree}
    mount -t overlay "bplab-$1" -o \
        "lowerdir=$LAB_IMAGES/$(lab_host "$1" 4),upperdir=$home/upper,workdir=$home/work" "$home/tree"
    host_identity "$1" "$home/tree"
}

# Name, neighbours, keys. HOST TREE
host_identity() {
    echo "$1" > "$2/etc/hostname"
    {
        printf '127.0.0.1\tlocalhost\n::1\tlocalhost\n'
        awk -F '\t' '!/^#/ { print $3 "\t" $1 }' "$LAB/hosts.tsv"
    } > "$2/etc/hosts"
    rm -f "$2/etc/resolv.conf"
    install -d -m 0700 "$2/root/.ssh"
    install -m 0600 "$LAB_RUN/key.pub" "$2/root/.ssh/authorized_keys"
    local kind
    for kind in $(host_key_kinds "$1"); do
        ssh-keygen -q -t "$kind" -N '' -C "root@$1" -f "$2/etc/ssh/ssh_host_${kind}_key"
        echo "$1,$(lab_host "$1" 3) $(cut -d' ' -f1,2 "$2/etc/ssh/ssh_host_${kind}_key.pub")" \
            >> "$LAB_RUN/known_hosts"
    done
    ln -sf /dev/null "$2/etc/systemd/system/systemd-networkd-wait-online.service"
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
    SYSTEMD_NSPAWN_UNIFIED_HIERARCHY=0 setsid systemd-nspawn "${options[@]}" "${command[@]}" \
        > "$LAB_RUN/logs/$1" 2>&1 < /dev/null 8>&- &
    echo $! > "$LAB_RUN/pids/$1"
}

# Ends everything that was started, in order: asked first, killed when it does not go.
hosts_stop() {
    local file pid deadline=$((SECONDS + ${1:-15}))
    for file in "$LAB_RUN"/pids/*; do
        [ -e "$file" ] && ours "$(cat "$file")" && kill -TERM "$(cat "$file")" || true
    done
    for file in "$LAB_RUN"/pids/*; do
        [ -e "$file" ] || continue
        pid=$(cat "$file")
        while ours "$pid" && [ "$SECONDS" -lt "$deadline" ]; do sleep 0.1; done
        ours "$pid" && kill -KILL "$pid"
        rm -f "$file"
    done
}

# True while PID is alive and was started by a lab on this cache.
ours() {
    [ -r "/proc/$1/cmdline" ] && tr '\0' ' ' < "/proc/$1/cmdline" 2> /dev/null | grep -qF "$LAB_RUN"
}

hosts_unmount() {
    local point
    awk -v under="$LAB_RUN/" 'index($2, under) == 1 { print $2 }' /proc/mounts | sort -r |
        while read -r point; do umount -l "$point" || true; done
}
