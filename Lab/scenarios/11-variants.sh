#!/usr/bin/env bash
# The same tree is told alike whichever sshd stands before it, one without a shell too; a host
# whose key is not the known one is refused with the reason.
source "$(dirname "$0")/../lib.sh"
here=$(lab_scratch)

items() { # FILE: items but for the place, and what folders of two file systems count differently
    python3 - "$1" <<'PY'
import json, sys

for item in json.load(open(sys.argv[1]))["items"]:
    if item["path"].split("/")[0] == "beds":
        continue
    del item["place"]
    if item["type"] == "folder":
        # What far has beside the others' garden shows in the folder that holds it.
        [item.pop(name, None) for name in ("size", "links", "modified")]
    print(json.dumps(item, sort_keys=True))
PY
}

for host in modern rsa busybox inner far sftp; do
    lab_bedplate scan --no-history "$host:/srv/garden" --json > "$here/$host.json" \
        2> "$here/$host.err" || lab_fail "$host: $(cat "$here/$host.err")"
    items "$here/$host.json" > "$here/$host.items"
    [ "$(wc -l < "$here/$host.items")" = 7 ] || lab_fail "$host: not seven items"
    diff "$here/modern.items" "$here/$host.items" >&2 || lab_fail "$host differs from modern"
done
for host in busybox sftp; do
    grep -q 'modification times finer' "$here/$host.json" || lab_fail "$host: nothing coarser told"
done

# the probe, put there as asked, finds the same and leaves nothing; a file server runs none
mkdir "$here/tool"
cp "$BEDPLATE" "$here/tool/bedplate"
cp "$LAB/../.build/static/release/bedplate-probe" "$here/tool/bedplate-probe"
deploying() { BEDPLATE=$here/tool/bedplate lab_bedplate scan --no-history --deploy "$@"; }
nothing_left() { # HOST
    local folder=
    [ "$1" != busybox ] || folder='cd /;'
    lab_await 20 "$1 without a folder of ours" \
        lab_ssh "$1" "$folder ! ls -d /tmp/bedplate-probe* /var/tmp/bedplate-probe* 2> /dev/null"
}
told() { # WORD: what is told of the probe where it did not run
    grep -q -- "$1" "$here/deployed.json" || lab_fail "no word of '$1': $(cat "$here/deployed.err")"
}
for host in modern rsa busybox inner far sftp; do
    deploying "$host:/srv/garden" --json > "$here/deployed.json" 2> "$here/deployed.err" ||
        lab_fail "$host with a probe: $(cat "$here/deployed.err")"
    items "$here/deployed.json" | diff "$here/modern.items" - >&2 || lab_fail "$host by the probe"
    if [ "$host" = sftp ]; then
        told 'a look by our own probe'
    else
        told '"probe": "put there to look, run, and removed"'
        ! grep -q 'finer than a second' "$here/deployed.json" || lab_fail "$host: told as coarse"
        nothing_left "$host"
    fi
done
deploying rsa:/srv/garden 2> /dev/null | grep -q 'Our probe was put there' ||
    lab_fail "the summary does not say that a probe was put there"

# where it cannot run or does not fit, the host's own tools look, and the coverage says why
without() { # OPTIONS WORD
    lab_ssh modern "for f in /tmp /var/tmp; do mount -t tmpfs -o $1 tmpfs \$f; done"
    deploying modern:/srv/garden --json > "$here/deployed.json" 2> "$here/deployed.err" ||
        lab_fail "modern, $1: $(cat "$here/deployed.err")"
    lab_is "what is left in folders that are $1" '' \
        "$(lab_ssh modern 'ls -A /tmp /var/tmp | grep -v :' || true)"
    lab_ssh modern 'umount /tmp /var/tmp'
    items "$here/deployed.json" | diff "$here/modern.items" - >&2 || lab_fail "modern, $1, differs"
    told "$2"
}
without noexec 'lets it run'
without size=1m 'does not fit'

# Ctrl-C while the probe is on its way or at work
for seconds in 1 3; do
    status=0
    timeout -s INT "$seconds" "$here/tool/bedplate" scan --no-history --deploy far:/srv/garden \
        > /dev/null 2>&1 || status=$?
    [[ $status =~ ^(0|124|130)$ ]] || lab_fail "stopped after $seconds s: $status"
    nothing_left far
done

# a whole host that only serves files: its own locations too, and what is not known of them
lab_bedplate scan --no-history --host sftp --json > "$here/whole.json" 2> "$here/whole.err" ||
    [ $? = 3 ] || lab_fail "all of sftp: $(cat "$here/whole.err")"
python3 - "$here/whole.json" <<'PY' || lab_fail "all of sftp: not what is there"
import json, sys

told = json.load(open(sys.argv[1]))
roots = {total["root"] for total in told["totals"]}
assert {"/etc", "/srv", "/opt", "/usr/local"} <= roots, roots
paths = {(item["root"], item["path"]) for item in told["items"]}
assert ("/etc", "passwd") in paths and ("/srv", "garden/notes/beans.md") in paths, len(paths)
area, = [a for a in told["places"][0]["coverage"] if a["scope"] == "locations"]
assert area["looked"] and len(area["missing"]) == 3, area
PY

# where there is no shell, what runs is told as not looked at
status=0
lab_bedplate scan --no-history --running sftp:/srv/garden --json > "$here/files.json" || status=$?
lab_is "status of scan --running sftp" 0 "$status"
python3 - "$here/files.json" <<'PY' || lab_fail "sftp: the coverage is not what can be seen"
import json, sys

place = json.load(open(sys.argv[1]))["places"][0]
told = {area["scope"]: area for area in place["coverage"]}
for area in "containers", "units", "processes", "sockets", "packages":
    assert not told[area]["looked"] and told[area]["missing"], area
assert told["files"]["looked"] and place["facts"]["os_id"] == "debian", place
PY

# the second transport is chosen by itself, and one line says so
for host in modern rsa inner; do
    lab_is "lines about $host" 1 "$(grep -c . "$here/$host.err")"
    grep -q ssh "$here/$host.err" || lab_fail "$host: $(cat "$here/$host.err")"
done

# what a host asks is answered on the terminal alone, by either transport, and is kept nowhere
answer='quiet garden 7'
for transport in libssh2 ssh; do
    python3 "$LAB/ask.py" "$here/asked.json" "$answer" "$BEDPLATE" scan --json \
        --history "$here/asked/history.db" --transport "$transport" keeper@far:/home/keeper \
        > "$here/shown" || lab_fail "keeper over $transport: $(cat "$here/shown")"
    grep -qi 'password' "$here/shown" || lab_fail "keeper over $transport: $(cat "$here/shown")"
    grep -q '"path": "SOUL.md"' "$here/asked.json" || lab_fail "keeper over $transport: no items"
    ! grep -rqF "$answer" "$here"/asked* "$here/shown" || lab_fail "an answer was kept or shown"
done
status=0
setsid -w "$BEDPLATE" scan --no-history keeper@far:/home/keeper > "$here/none" \
    2> "$here/refused" || status=$?
lab_is "status without a terminal" 69 "$status"

refusal() { # STATUS WORD ARGUMENT…
    local wanted=$1 word=$2 status=0
    shift 2
    lab_bedplate scan --no-history "$@" --json > "$here/none" 2> "$here/refused" || status=$?
    lab_is "status of scan $*" "$wanted" "$status"
    lab_is "bytes told by scan $*" 0 "$(wc -c < "$here/none")"
    grep -q -- "$word" "$here/refused" || lab_fail "scan $* says: $(cat "$here/refused")"
}

# a changed key is refused with both fingerprints; an unknown one unless it is let in
with_keys() { # FILE > CONFIGURATION
    sed "s|^\( *UserKnownHostsFile\).*|\1 $1|" "$(lab_config)"
}
address=$(lab_host far 3)
ssh-keygen -q -t ed25519 -N '' -f "$here/other"
for type in ed25519 ecdsa rsa; do
    ssh-keygen -q -t "$type" -N '' -f "$here/other.$type"
    echo "$address $(cut -d' ' -f1,2 "$here/other.$type.pub")"
done > "$here/changed"
: > "$here/empty"
with_keys "$here/changed" > "$here/changed.conf"
with_keys "$here/empty" > "$here/empty.conf"
for transport in libssh2 ssh; do
    refusal 69 SHA256 --transport "$transport" --ssh-config "$here/changed.conf" far:/srv/garden
    lab_is "fingerprints over $transport" 2 \
        "$(grep -o 'SHA256:[A-Za-z0-9+/]*' "$here/refused" | sort -u | wc -l)"
    refusal 69 'accept-new-hosts' --transport "$transport" --ssh-config "$here/empty.conf" \
        far:/srv/garden
    lab_is "known hosts after a refusal" 0 "$(wc -c < "$here/empty")"
done
lab_bedplate scan --no-history --accept-new-hosts --ssh-config "$here/empty.conf" \
    far:/srv/garden --json > /dev/null 2>&1 || lab_fail "a new host is not let in when asked to"
[ -s "$here/empty" ] || lab_fail "the key of the new host is not kept"
