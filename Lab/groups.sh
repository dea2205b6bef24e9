# shellcheck shell=bash
# Control groups: each host gets one of its own in every hierarchy of this machine, below the one
# the lab runs in. Two hosts that boot in one group would take each other's units for theirs, and
# an engine would leave its containers' groups behind in the machine's own.

# Every hierarchy as "MOUNT-POINT OUR-GROUP", from proc's own two lists (proc(5), cgroups(7)).
groups_ours() {
    local kind point options controllers path
    while read -r _ point kind options _; do
        case $kind in
            cgroup2) path=$(sed -n 's/^0:://p' /proc/self/cgroup) ;;
            cgroup)
                controllers=$(cut -d: -f2 /proc/self/cgroup | grep -v '^$' |
                    while read -r name; do
                        if [[ ,$options, == *,"$name",* ]]; then echo "$name"; fi
                    done)
                path=$(awk -F: -v name="$controllers" '$2 == name { print $3 }' /proc/self/cgroup)
                ;;
            *) continue ;;
        esac
        echo "$point ${path%/}"
    done < /proc/mounts
}

# Moves PID into the groups of HOST, made where they are not. HOST PID
groups_enter() {
    local point path group
    groups_ours | while read -r point path; do
        for group in "$point$path/bplab$LAB_TAG" "$point$path/bplab$LAB_TAG/$1"; do
            mkdir -p "$group"
            [ ! -e "$group/cpuset.cpus" ] || {
                cat "${group%/*}/cpuset.cpus" > "$group/cpuset.cpus"
                cat "${group%/*}/cpuset.mems" > "$group/cpuset.mems"
            }
        done
        echo "$2" > "$group/cgroup.procs"
    done
}

# Removes what is empty by now, deepest first.
groups_remove() {
    local point path
    awk '$3 ~ /^cgroup/ { print $2 }' /proc/mounts | while read -r point; do
        find "$point" -type d -name "bplab$LAB_TAG" -prune -exec find {} -depth -type d -delete \; 2> /dev/null
    done
}
