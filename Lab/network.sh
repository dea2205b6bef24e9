# shellcheck shell=bash
# The lab's wires: a network namespace with two bridges, one namespace for each host, one cable
# from this machine. Nothing is routed, no firewall rule and no sysctl of this machine is touched.

NETWORK=10.213.77
CELLAR=10.213.78

network_up() {
    ip netns add bplab-wire
    local bridge
    for bridge in wire cellar; do
        ip -n bplab-wire link add "$bridge" type bridge
        ip -n bplab-wire link set "$bridge" up
    done
    ip link add bplab0 type veth peer name machine netns bplab-wire
    ip -n bplab-wire link set machine master wire up
    ip addr add "$NETWORK.1/24" dev bplab0
    ip link set bplab0 up
}

# A namespace with one cable to its bridge. HOST BRIDGE ADDRESS
network_host() {
    ip netns add "bplab-$1"
    ip -n "bplab-$1" link set lo up
    network_cable "$1" "$2" "$3" host0
}

# HOST BRIDGE ADDRESS DEVICE
network_cable() {
    if [ "$2" = far ]; then
        network_far "$1" "$4"
    else
        ip -n bplab-wire link add "$1-$2" type veth peer name "$4" netns "bplab-$1"
        ip -n bplab-wire link set "$1-$2" master "$2" up
    fi
    ip -n "bplab-$1" addr add "$3/24" dev "$4"
    ip -n "bplab-$1" link set "$4" up
}

# The same cable through the link that takes 10 ms each way. HOST DEVICE
network_far() {
    "$LAB_RUN/link" 10 bplab-wire "$1-far" "bplab-$1" "$2" 8>&- &
    echo $! > "$LAB_RUN/pids/link-$1"
    disown
    lab_await 5 "the delayed wire of $1" ip -n "bplab-$1" link show dev "$2"
    ip -n bplab-wire link set "$1-far" master wire up
}

network_down() {
    local space
    for space in $(ip netns list | awk '/^bplab-/ { print $1 }'); do
        until [ -z "$(ip netns pids "$space")" ]; do
            ip netns pids "$space" | xargs -r kill -KILL 2> /dev/null || true
            sleep 0.05
        done
        ip netns del "$space" || true
    done
    ip link del bplab0 2> /dev/null || true
}
