# shellcheck shell=bash
# For the scenarios that sign and carry out: an owner with a key, and their answers.
#
#   signing_owner HOST…     makes the owner's key and names them on each host
#   signing_approve PLAN [WORD…]  accepts what is open by its id, and signs
#   signing_run VERB [WORD…]  runs migrate, resume, rollback or retire to its end: what it waits for
#                           is done and answered as the table $(lab_scratch)/answers says; prints
#                           the status; with SIGNING_ANSWERS=NUMBER it ends after so many answers
#   signing_ends WHAT STATUS VERB [WORD…]  the same, and fails unless it ends with STATUS

signing_ends() { # WHAT STATUS VERB [WORD…]
    local what=$1 wanted=$2 status
    status=$(signing_run "${@:3}")
    [ "$status" = "$wanted" ] ||
        { tail -n 20 "$(lab_scratch)/said" "$(lab_scratch)/said.errors" >&2; lab_is "$what" "$wanted" "$status"; }
}

signing_owner() {
    local key
    key=$(lab_scratch)/owner
    ssh-keygen -q -t ed25519 -N '' -f "$key"
    for host in "$@"; do
        lab_bedplate trust --print --as ada --key "$key.pub" | lab_ssh_with_input "$host" sh
    done
}

signing_approve() {
    local ids id words=()
    lab_bedplate approve "$@" --as ada --key "$(lab_scratch)/owner" > /dev/null 2> "$(lab_scratch)/open" ||
        [ $? = 76 ] || { cat "$(lab_scratch)/open" >&2; lab_fail "approve"; }
    ids=$(sed -nE 's/^bedplate: (hole|question|step|playbook) ([^ ]+): .*/\2/p' \
        "$(lab_scratch)/open" | sort -u)
    for id in $ids; do words+=(--accept "$id=the lab knows"); done
    lab_bedplate approve "$@" --as ada --key "$(lab_scratch)/owner" "${words[@]}" > /dev/null
}

# What a person does about a question, by the first fitting line of the table.
signing_does() {
    local pattern command
    while IFS=$'\t' read -r pattern command; do
        [[ $pattern != '#'* ]] || continue
        if grep -qE -- "$pattern" <<< "$1"; then
            [ -z "$command" ] || eval "$command" < /dev/null > /dev/null 2>&1 || true
            return 0
        fi
    done < "$(lab_scratch)/answers"
    lab_fail "nobody knows what to answer to: $1"
}

signing_run() {
    local said status=0 step question run left=${SIGNING_ANSWERS:-1000}
    said=$(lab_scratch)/said
    while :; do
        status=0
        lab_bedplate "$@" > "$said" 2> "$said.errors" || status=$?
        step=$(sed -n 's/^waiting for a person at //p' "$said")
        if [ "$status" != 76 ] || [ -z "$step" ] || [ "$left" = 0 ]; then break; fi
        left=$((left - 1))
        question=$(sed -n '2s/^  //p' "$said")
        run=$(sed -n 's/^  bedplate confirm \([^ ]*\) .*/\1/p' "$said")
        signing_does "$question"
        lab_bedplate confirm "$run" "$step" --as ada --key "$(lab_scratch)/owner" 2> /dev/null
        [ "$1" != migrate ] || set -- resume "$run" "${@:3}"
    done
    echo "$status"
}
