# shellcheck shell=bash
# What a scenario may use. Sourced; the lab is up when a scenario runs.
#
#   lab_ssh HOST COMMAND…   runs COMMAND on HOST as the login the host is for
#   lab_key                 the private key that every host accepts
#   lab_config              an ssh_config that names every host; keys known, checking strict
#   lab_bedplate ARGUMENT…  bedplate, with that configuration and a history of the scenario's own;
#                           with LAB_LATER=SECONDS in the environment, by a clock so much ahead
#   lab_state HOST          the state of HOST that looking may not change, one fact a line
#   lab_events HOST SINCE   what HOST's engine was asked for since then (seconds of the epoch, with
#                           a fraction), its own health checks left out; it remembers the last 256
#   lab_scratch             a folder that goes when the scenario ends
#   lab_is WHAT WANT GOT    fails the scenario unless GOT is WANT
#   lab_fail WHY            fails the scenario

LAB=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
LAB_CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/bedplate-lab
LAB_RUN=$LAB_CACHE/run
LAB_TAG=${LAB_TAG:-}
BEDPLATE=${BEDPLATE:-$LAB/../.build/debug/bedplate}

lab_key() { echo "$LAB_RUN/key"; }
lab_config() { echo "$LAB_RUN/ssh_config"; }
lab_ssh() { ssh -F "$LAB_RUN/ssh_config" -n "$@"; }

# Standard input reaches the command: for scripts and streams.
lab_ssh_with_input() { ssh -F "$LAB_RUN/ssh_config" "$@"; }

lab_hosts() { grep -v '^#' "$LAB/hosts.tsv" | cut -f1; }
lab_host() { # NAME FIELD: 2 wire, 3 address, 4 tree, 5 init
    awk -F '\t' -v name="$1" -v field="$2" '$1 == name { print $field }' "$LAB/hosts.tsv"
}

lab_scratch() { echo "${LAB_SCRATCH:?a scenario is run by Lab/run}"; }

lab_bedplate() {
    BEDPLATE_HISTORY=${LAB_HISTORY:-$(lab_scratch)/history.db} \
        LD_PRELOAD=${LAB_LATER:+$LAB_RUN/later.so} "$BEDPLATE" "$@"
}

lab_state() { lab_ssh_with_input "$1" 'cat > /run/lab-state && sh /run/lab-state' < "$LAB/state.sh"; }

lab_events() {
    lab_ssh "$1" "docker events --since $2 --until \"\$(date +%s.%N)\" \
        --format '{{.Type}} {{.Action}} {{.Actor.ID}} {{.Actor.Attributes.execID}}'" |
        awk '/ exec_create: .*pg_isready/ { own[$NF] = 1 } / health_status| exec_die/ { next } !($NF in own)'
}

lab_fail() {
    echo "  $*" >&2
    exit 1
}
lab_is() {
    [ "$2" = "$3" ] || lab_fail "$1: wanted '$2', got '$3'"
}

# Asks until COMMAND succeeds: lab_await SECONDS WHAT COMMAND…
lab_await() {
    local left=$(($1 * 5)) what=$2
    shift 2
    until "$@" > /dev/null 2>&1; do
        left=$((left - 1))
        [ "$left" -gt 0 ] || lab_fail "$what: not within the time"
        sleep 0.2
    done
}
