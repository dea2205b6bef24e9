#!/usr/bin/env bash
# What a person signs and what an actor cannot get past: the whole program, under two users.
# usage: trust.sh PYTHON BEDPLATE SCRATCH
#
# The person is root; the actor is another user. Both see an /etc of their own, in a mount
# namespace that ends with this script, so that /etc/bedplate of this machine is left alone.
set -uo pipefail
if [ -z "${BEDPLATE_TRUST_INSIDE:-}" ]; then
    if ! { [ "$(id -u)" = 0 ] && unshare -m true 2>/dev/null; }; then
        echo "not run: needs root and mount namespaces"
        exit 0
    fi
    BEDPLATE_TRUST_INSIDE=1 exec unshare -m --propagation private bash "$0" "$@"
fi
python=$1
built=$(realpath "$2")
here=$(cd "$(dirname "$0")" && pwd)
lab=$(realpath "$3")/trust
actor=64242
passed=0
failed=0
agents=()
finish() { for agent in "${agents[@]}"; do kill "$agent" 2>/dev/null; done; }
trap finish EXIT

# Claims that the last command ended with a status and said something.
claim() {
    local what=$1 status=$2 says=$3
    if [ "$ended" = "$status" ] && grep -qF -- "$says" "$lab/said"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "does not hold: $what: $status and '$says', not $ended and:"
        head -5 "$lab/said"
    fi
}

# Runs a command and keeps what it says.
try() { "$@" >"$lab/said" 2>&1 </dev/null; ended=$?; }

# The actor, with a home and nothing else.
act() {
    setpriv --reuid $actor --regid $actor --clear-groups env -i PATH="$PATH" HOME="$lab/home" \
        LC_ALL=C.UTF-8 XDG_STATE_HOME="$lab/home/state" "${agent[@]}" "$@"
}

migrate() { try act "$program" migrate "$lab/copy"; }

# The person signs the actor's copy of the plan.
approve() {
    try "$program" approve "$lab/copy" --as ada --key "$lab/ada/key" "${accepted[@]}" "$@"
}

# A copy of the plan that belongs to the actor.
fresh() {
    rm -rf "$lab/copy"
    cp -r "$lab/plan" "$lab/copy"
    chown -R $actor:$actor "$lab/copy"
}

nonce() { basename "$(ls "$lab"/copy/approvals/*.json)" .json; }

flip() {
    "$python" - "$1" "$2" <<'END'
import sys
path, where = sys.argv[1], float(sys.argv[2])
data = bytearray(open(path, "rb").read())
if data:
    data[int(where * (len(data) - 1))] ^= 1
else:
    data += b"x"
open(path, "wb").write(data)
END
}

mkdir -p "$lab"/{etc,home/.ssh,ada}
chmod 755 "$lab" "$lab/.."
chmod 700 "$lab/ada"
cp -a /etc/. "$lab/etc"
rm -rf "$lab/etc/bedplate"
mount --bind "$lab/etc" /etc
echo "actor:x:$actor:$actor::$lab/home:/bin/sh" >>/etc/passwd
mkdir /etc/bedplate-program
install -m 755 "$built" /etc/bedplate-program/bedplate
program=/etc/bedplate-program/bedplate
agent=()
accepted=()
early=()
for key in ada eve; do ssh-keygen -q -t ed25519 -N '' -C $key -f "$lab/ada/$key"; done
mv "$lab/ada/ada" "$lab/ada/key"
mv "$lab/ada/ada.pub" "$lab/ada/key.pub"
chown -R $actor:$actor "$lab/home"

cp -r "$here/../Fixtures/moto" "$lab/tree"
BEDPLATE_HISTORY=$lab/ada/history.db
export BEDPLATE_HISTORY
"$program" scan --quiet "$lab/tree" >/dev/null
try "$program" plan --to local --scope "$lab/tree" --out "$lab/plan"
[ -f "$lab/plan/MANIFEST" ] || { cat "$lab/said"; exit 1; }
mount -t tmpfs tmpfs /var/lib
fresh

# Owners.
migrate
claim "nobody is named" 77 "nobody is named who may approve on local"
try "$program" trust --print --as ada --key "$lab/ada/key.pub"
claim "trust --print prints" 0 "install -d -o root"
sh "$lab/said" >/dev/null
migrate
claim "nobody has approved" 77 "nobody has approved this plan"

# What is open is listed, and accepted by its id.
approve
claim "what is open is a person's" 76 "are open"
while read -r id; do
    accepted+=(--accept "$id=known")
    [[ $id == */* ]] || early+=(--accept "$id=known")
done < <(
    sed -nE 's/^bedplate: (hole|question|step|playbook) ([^ ]+): .*/\2/p' "$lab/said")
approve
claim "what is open can be accepted" 0 "$lab/copy/approvals/"
migrate
claim "an approval lets the judge pass" 66 "the history does not hold the snapshot"
try "$python" "$here/schemas.py" "$lab"/copy/approvals/*.json
claim "an approval follows its schema" 0 ""
mv "$lab/copy" "$lab/signed"

signed() {
    rm -rf "$lab/copy"
    cp -a "$lab/signed" "$lab/copy"
}

# A byte of every operand: the first of one, the middle one of the next, the last of the third.
turn=0
for path in $(cut -c67- "$lab/plan/MANIFEST"); do
    signed
    flip "$lab/copy/$path" "$(echo "$turn" | tr 012 05A | sed 's/5/0.5/; s/A/1/')"
    turn=$(((turn + 1) % 3))
    migrate
    claim "a flipped byte of $path" 77 "$path is not what the plan's MANIFEST says"
done
for where in 0 0.3 0.7 1; do
    signed
    flip "$lab/copy/MANIFEST" "$where"
    migrate
    claim "a flipped byte of MANIFEST" 77 "MANIFEST"
done
signed
echo "and more" >>"$lab/copy/migration-plan.md"
approve
claim "an edited document is not signed" 77 "migration-plan.md"

# Swapped after the approval, and sealed again.
signed
script=$(cut -c67- "$lab/plan/MANIFEST" | grep scripts/ | head -1)
echo "true" >>"$lab/copy/$script"
(cd "$lab/copy" && cut -c67- MANIFEST | xargs sha256sum >../sealed && cp ../sealed MANIFEST)
migrate
claim "another plan" 77 "it approves another plan"
signed
rm "$lab/copy/$script"
ln -s "$lab/plan/$script" "$lab/copy/$script"
migrate
claim "a link to the same bytes" 77 "links are not followed"

# Time, reuse, scope.
fresh
approve --expires "$(date -u -d '+3 seconds' +%Y-%m-%dT%H:%M:%SZ)"
sleep 4
migrate
claim "expired" 77 "the approval expired at"
signed
mkdir -p /var/lib/bedplate/used
touch "/var/lib/bedplate/used/$(nonce)"
migrate
claim "used before" 77 "a run has begun with the approval"
rm -r /var/lib/bedplate
fresh
try "$program" approve "$lab/copy" --as ada --key "$lab/ada/key" "${early[@]}" --stages preflight
migrate
claim "stages beyond the approval" 77 "the approval does not cover"
sed -i 's/"preflight"/"preflight", "prepare"/' "$lab"/copy/approvals/*.json
migrate
claim "an approval made wider" 77 "the approval is not what was signed"

# Other keys, other purposes.
fresh
try "$program" approve "$lab/copy" --as ada --key "$lab/ada/eve" "${accepted[@]}"
migrate
claim "a key nobody lists" 77 "is not among the owners of local"
signed
name=$(nonce)
(
    cd "$lab/copy/approvals" && rm "$name.sig"
    ssh-keygen -q -Y sign -n confirm@bedplate -f "$lab/ada/key" "$name.json" 2>/dev/null
    mv "$name.json.sig" "$name.sig"
)
migrate
claim "signed for another purpose" 77 "it was signed for 'confirm@bedplate'"
fresh
echo "approved: true" >"$lab/copy/bedplate.yaml"
migrate
claim "a file that calls itself approved" 77 "bedplate.yaml calls itself approved"
claim "and counts for nothing" 77 "nobody has approved this plan"

# Keys within the actor's reach.
signed
install -o $actor -g $actor -m 600 "$lab/ada/key" "$lab/home/.ssh/old_key"
migrate
claim "a key file without a passphrase" 77 "from the file $lab/home/.ssh/old_key"
ssh-keygen -q -p -P '' -N secret -f "$lab/home/.ssh/old_key" >/dev/null
migrate
claim "the same with a passphrase" 66 "the history does not hold"
rm "$lab/home/.ssh/old_key"
socket=$lab/home/agent
act ssh-agent -D -a "$socket" >/dev/null 2>&1 &
agents+=($!)
for _ in $(seq 50); do [ -S "$socket" ] && break; sleep 0.1; done
agent=(SSH_AUTH_SOCK="$socket")
act ssh-add -q - <"$lab/ada/key" 2>/dev/null
migrate
claim "an agent that does not ask" 77 "through the agent at $socket"
act ssh-add -q -D 2>/dev/null
act ssh-add -q -c - <"$lab/ada/key" 2>/dev/null
migrate
claim "an agent that asks" 66 "the history does not hold"
agent=()

# The person's own ways to sign: a passphrase typed at the terminal, a key that an agent holds.
cp "$lab/ada/key" "$lab/ada/guarded"
ssh-keygen -q -p -P '' -N secret -f "$lab/ada/guarded" >/dev/null
fresh
at_terminal() {
    "$python" - "$@" <<'END'
import os, pty, sys
process, terminal = pty.fork()
if not process:
    os.execv(sys.argv[1], sys.argv[1:])
seen = b""
while True:
    try:
        piece = os.read(terminal, 65536)
    except OSError:  # EIO: nobody holds the other end
        break
    seen += piece
    if b"passphrase" in piece:
        os.write(terminal, b"secret\n")
print(seen.decode())
sys.exit(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]))
END
}
try at_terminal "$program" approve "$lab/copy" --as ada --key "$lab/ada/guarded" "${accepted[@]}"
claim "a passphrase is asked for at the terminal" 0 "Enter passphrase"
migrate
claim "and the signature counts" 66 "the history does not hold"
fresh
ssh-agent -D -a "$lab/ada/agent" >/dev/null 2>&1 &
agents+=($!)
for _ in $(seq 50); do [ -S "$lab/ada/agent" ] && break; sleep 0.1; done
export SSH_AUTH_SOCK=$lab/ada/agent
ssh-add -q "$lab/ada/key" 2>/dev/null
try "$program" approve "$lab/copy" --as ada --key "$lab/ada/key.pub" "${accepted[@]}"
claim "a key of an agent signs by its public half" 0 "$lab/copy/approvals/"
migrate
claim "and counts too" 66 "the history does not hold"
unset SSH_AUTH_SOCK

# Owners that the actor, or anybody, can change.
broken() {
    local what=$1 says=$2
    migrate
    claim "$what" 77 "$says"
    claim "$what, with its way out" 77 "hint: "
}
owners=/etc/bedplate/owners
chmod 666 $owners; broken "owners written by all" "can be written by others"; chmod 644 $owners
chown $actor $owners; broken "owners of the actor" "belongs to uid $actor"; chown root $owners
chmod 777 /etc/bedplate; broken "a folder written by all" "can be written"; chmod 755 /etc/bedplate
mv $owners /etc/bedplate/real; ln -s real $owners; broken "owners that are a link" "is a link"
rm $owners; mv /etc/bedplate/real $owners
cp $owners "$lab/owners"; echo "# none" >$owners; broken "owners without a key" "names no key"
sed 's/^ada /ada valid-before="20200101",/' "$lab/owners" >$owners
broken "a key whose time is over" "but not for now"
cat "$lab/owners" >$owners

# Rights that are as good as root's.
echo "docker:x:64243:actor" >>/etc/group
broken "a member of docker on the only machine" "may become root on local (the group docker)"
sed -i '/^docker:x:64243:actor$/d' /etc/group
migrate
claim "and none any more" 66 "the history does not hold"

# The program itself, and root.
install -D -o $actor -m 755 "$built" "$lab/home/bin/bedplate"
try act "$lab/home/bin/bedplate" migrate "$lab/copy"
claim "a program the actor can change" 77 "can change the program itself"
try "$program" migrate "$lab/copy"
claim "root on the only machine" 77 "no approval can bind it there"
migrate
claim "and all is as before" 66 "the history does not hold"

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
