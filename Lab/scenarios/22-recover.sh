#!/usr/bin/env bash
# A backup is made of the living source, which goes on; then the source is destroyed, its disk too,
# and the target is made of the snapshot and the backup alone, taken back, and made again.
source "$(dirname "$0")/../lib.sh"
source "$LAB/moving.sh"
source "$LAB/signing.sh"
source "$LAB/host.sh"
here=$(lab_scratch)
# Two backups of some 900 MB each: not in memory, where the lab lies.
disk=$(mktemp -d "$LAB_CACHE/backups.XXXXXX")
trap 'umount "$disk/small" 2> /dev/null || true; rm -rf "$disk"' EXIT

same() { # WHAT FILE FILE
    diff "$2" "$3" >&2 || lab_fail "$1"
}

said() { tail -n 20 "$here/said" "$here/said.errors" >&2; }

serving() {
    lab_await 60 "PostgreSQL healthy" lab_ssh source \
        "docker inspect -f '{{.State.Health.Status}}' moto_postgres_1 | grep -x healthy"
    lab_await 60 "the gateway answering" lab_ssh source \
        'python3 -c "import urllib.request as r; r.urlopen(\"http://127.0.0.1:18789/health\")"'
}

# A backup: the source stands still for it, and goes on by itself. WORD… go to plan and migrate.
backed_up() {
    moving_scan
    rm -rf "$here/plan"
    lab_bedplate plan --to target --out "$here/plan" "$@" > "$here/planned" || [ $? = 3 ]
    signing_approve "$here/plan"
    lab_is "migrate --until verify-export" 0 \
        "$(signing_run migrate "$here/plan" --until verify-export "$@")" || { said; exit 1; }
    lab_is "exports in the way of the next run" "" \
        "$(lab_ssh source 'ls /var/lib/bedplate/exports 2> /dev/null || true')"
    lab_is "what a backup leaves on the target" "" \
        "$(lab_ssh target 'ls -d /usr/sbin/policy-rc.d 2> /dev/null || true')"
    serving
    moving_tracked source > "$here/after"
    same "the source is not what it was" "$here/before" "$here/after"
}

# What is not kept elsewhere lies on the source, for root alone; a person brings it away.
fetched() {
    local kept
    kept=$(sed -n 's|^  ssh:source:||p' "$here/said")
    lab_is "who reads the exports" "700 root" "$(lab_ssh source "stat -c '%a %U' $kept")"
    mkdir -m 0700 "$disk/exports"
    lab_ssh source "tar -C $kept -cf - ." | tar -C "$disk/exports" -xpf -
    lab_ssh source "rm -r $kept"
}

# Where they cannot be kept, nothing is stopped for them.
no_room() {
    mkdir "$disk/small"
    mount -t tmpfs -o size=1m lab-small "$disk/small"
    sed "s|keep: $disk/kept|keep: $disk/small/kept|" "$here/bedplate.yaml" > "$here/small.yaml"
    moving_scan
    rm -rf "$here/plan"
    lab_bedplate plan --to target --out "$here/plan" --policy "$here/small.yaml" > "$here/planned" ||
        [ $? = 3 ]
    signing_approve "$here/plan"
    signing_ends "exports that find no room" 1 migrate "$here/plan" --until verify-export \
        --policy "$here/small.yaml"
    grep -q '^stopped at preflight/check/room-kept: ' "$here/said" || { said; lab_fail "it was not the room"; }
    signing_ends "rollback of nothing" 0 rollback
    umount "$disk/small"
}

# Two earlier ones lie there, and one of them may stay.
earlier() {
    install -d -m 0700 "$disk/kept" "$disk/kept/ssh-source.2026-0"{1,2}-01T00:00:00Z
}

kept() {
    lab_is "what is kept of earlier runs" "ssh-source ssh-source.2026-02-01T00:00:00Z" \
        "$(ls "$disk/kept" | xargs)"
    lab_is "where the exports are kept" "  local:$disk/kept/ssh-source" "$(sed -n 2p "$here/said")"
    lab_is "who reads what is kept" "" "$(find "$disk/kept" -perm /077)"
    ! LC_ALL=C grep -rlF -e turnstone-16 -e 'OPENSSH PRIVATE' "$disk/kept" >&2 ||
        lab_fail "what is kept is in the open"
}

flip() { # FILE
    local byte
    byte=$(od -An -tu1 -j5000 -N1 "$1")
    printf "\\x$(printf %x $((byte ^ 1)))" | dd of="$1" bs=1 seek=5000 conv=notrunc status=none
}

# Its power, its network and its disk are gone.
destroyed() {
    host_destroy source
    ! lab_ssh source true 2> /dev/null || lab_fail "the source still answers"
}

clean() { # what a recovery that was taken back leaves of Moto on the target
    lab_ssh target '
        systemctl list-units --plain --no-legend --state=active "moto-*" "cron-moto-*" \
            "process-*" redis-server.service "postgresql@*"
        find /srv/moto /var/lib/moto-tide /var/lib/machines /etc/bedplate/env /etc/bedplate/run \
            /etc/systemd/system/moto-* -type f 2> /dev/null
        ls /var/spool/cron/crontabs /etc/cron.d 2> /dev/null | grep -E "^(moto|tide)$"
        grep bedplate /etc/hosts' || true
}

# What is kept is rehearsed on a host to be thrown away, while the source is there or not.
drilled() { # FOLDER WORD…
    local LAB_HISTORY=$here/alone.db
    lab_ssh target 'mv /etc/bedplate /etc/was-bedplate; rm -rf /var/lib/bedplate'
    lab_bedplate plan --recover --from latest --exports "$1" --to harbour --out "$here/rehearsed" \
        "${@:2}" > "$here/planned" 2> "$here/planned.errors" || [ $? = 3 ]
    lab_bedplate drill "$here/rehearsed" --on target --json > "$here/drill.json" 2> "$here/told" ||
        { tail -n 20 "$here/told" >&2; lab_fail "the drill of the recovery did not hold"; }
    python3 "$LAB/../Tests/schemas.py" "$here/drill.json" > /dev/null || lab_fail "the drill's schema"
    python3 - "$here/drill.json" << 'LOOK' || { cat "$here/drill.json" >&2; lab_fail "the drill"; }
import json, sys
said = json.load(open(sys.argv[1]))
assert said["held"] is True and all(m["did_fail"] for m in said["mutations"])
assert {"postgresql", "redis", "sqlite", "tree", "identity", "export"} <= {m["asset"] for m in said["mutations"]}
levels = {a["subject"].rsplit("/", 1)[-1]: a["level"] for a in said["assets"]}
assert levels["moto_pgdata"] == 3, levels
assert all(s.get("rpo_ms", 1) > 0 for s in said["services"])
assert any("rpo_ms" in s and "rto_ms" in s for s in said["services"])
LOOK
    lab_is "what a drill leaves on the scratch host" "" "$(clean)$(lab_ssh target \
        'nft list ruleset; ls /var/lib/bedplate | grep drill; ls -d /etc/bedplate 2> /dev/null; true')"
    lab_ssh target 'rm -rf /var/lib/bedplate; mv /etc/was-bedplate /etc/bedplate'
}

recovering() { # FOLDER WORD…
    rm -rf "$here/back"
    lab_bedplate plan --recover --from latest --exports "$1" --to target --out "$here/back" \
        "${@:2}" > "$here/planned" 2> "$here/planned.errors" || [ $? = 3 ]
    grep -q 'what was written since is lost' "$here/planned.errors" ||
        lab_fail "the age of the exports is not told"
    lab_is "an unsigned recovery" 77 "$(signing_run migrate "$here/back" --until cutover)"
    signing_approve "$here/back"
}

recovered() { # FOLDER WORD…
    recovering "$@"
    lab_is "recover" 0 "$(signing_run migrate "$here/back" --until cutover)" || { said; exit 1; }
    moving_facts target > "$here/target"
    same "what was brought back is not what was exported" "$here/source" "$here/target"
}

refused() { # FOLDER WORD…
    local file=$disk/kept/ssh-source/piece-rootfs-moto-gateway.tar.enc
    recovering "$@"
    flip "$file"
    lab_is "a flipped byte" 1 "$(signing_run migrate "$here/back" --until cutover)"
    grep -q '^stopped at verify-export/check/piece-rootfs-moto-gateway: ' "$here/said" ||
        { said; lab_fail "it was not the flipped byte"; }
    flip "$file"
    taken_back
}

taken_back() {
    lab_is "rollback" 0 "$(signing_run rollback)" || { said; exit 1; }
    lab_is "what a rollback leaves on the target" "" "$(clean)"
}

{
    moving_answers
    printf 'Stop voice.py on the target\t%s\n' "ssh -n target \"pkill -f '^python3 voice/voice.py'\""
    printf 'Start voice.py again\t%s\n' "moving_voice source start"
    printf 'Is source really gone\n'
} > "$here/answers"
signing_owner source target
moving_facts source > "$here/source"
moving_tracked source > "$here/before"

openssl req -x509 -newkey rsa:3072 -nodes -subj /CN=exports -days 30 \
    -keyout "$here/exports.key" -out "$here/exports.pem" 2> /dev/null
cat > "$here/bedplate.yaml" << POLICY
format: 1
exports: {keep: $disk/kept, encrypt_to: $here/exports.pem, generations: 2}
POLICY

backed_up
fetched
no_room
earlier
backed_up --policy "$here/bedplate.yaml"
kept
LAB_HISTORY=$here/alone.db lab_bedplate scan source:/srv/moto source:/home/moto --running > "$here/scan"
destroyed
drilled "$disk/kept" --exports-key "$here/exports.key"
refused "$disk/kept" --exports-key "$here/exports.key"
recovered "$disk/kept" --exports-key "$here/exports.key"
taken_back
recovered "$disk/exports"
