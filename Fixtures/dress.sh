#!/usr/bin/env bash
# Adds to a COPY of Fixtures/moto what git cannot keep: dress.sh DIR
# Modes, modification times, a socket, a pipe, a second hard link, and a work tree with an unpushed
# commit, a changed file and a stash. What it adds is told in moto.EXPECT.md under "Dressed".
set -euo pipefail
fixture=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)/moto
[ $# -eq 1 ] && [ -f "$1/SOUL.md" ] || { echo "usage: dress.sh DIR (a copy of Fixtures/moto)" >&2; exit 64; }
cd "$1"
if [ "$(pwd -P)" = "$fixture" ]; then
    echo "dress.sh: this is the fixture itself; dress a copy" >&2
    exit 64
fi

chmod 0700 .ssh .openclaw
chmod 0600 .ssh/id_ed25519 .ssh/henrik_nas .env gateway.env tabby/api_tokens.yml
find .openclaw/identity .openclaw/credentials .openclaw/agents -type f -exec chmod 0600 {} +

find . -exec touch -h -d '2026-08-31T10:00:00Z' {} +
for note in memory/2026-??-??.md; do
    day=${note#memory/}
    touch -d "${day%.md}T21:30:00Z" "$note"
done
touch -d '2026-11-20T21:42:10Z' session-state.json desk/recall.db desk/feeds-seen.json
touch -d '2026-11-20T22:00:01Z' logs/health.log

mkdir -p run
python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("run/door.sock")'
mkfifo run/commands
ln "$(grep -l MAIL_API_KEY .openclaw/agents/main/sessions/*.jsonl)" desk/last-talk.jsonl

export GIT_AUTHOR_NAME=Moto GIT_AUTHOR_EMAIL=moto@lathe.example GIT_CONFIG_GLOBAL=/dev/null
export GIT_COMMITTER_NAME=Moto GIT_COMMITTER_EMAIL=moto@lathe.example GIT_CONFIG_SYSTEM=/dev/null
export GIT_AUTHOR_DATE=2026-10-30T12:00:00Z GIT_COMMITTER_DATE=2026-10-30T12:00:00Z
git init -q -b main workshop/sundial
cd workshop/sundial
printf 'the shadow is the hand\n' >README.md
printf 'print("noon")\n' >noon.py
git add . && git commit -qm 'begin'
git remote add origin ssh://git@forge.example/moto/sundial.git
git update-ref refs/remotes/origin/main HEAD
git config branch.main.remote origin
git config branch.main.merge refs/heads/main
printf 'print("noon, solar")\n' >noon.py && git commit -qam 'solar noon'
printf 'print("half an idea")\n' >noon.py && git stash -q
printf 'the shadow is the hand, mostly\n' >README.md
