#!/bin/sh
# What somebody did on the source by hand. None of it is in a compose file, a unit or a document.
set -eu

# Memories and letters: the gateway's SQLite beside the workspace, and one inside its container.
for text in fig%20covered bread%20explained ferry%20late; do
    python3 -c "from urllib.request import urlopen; urlopen('http://127.0.0.1:18789/remember?$text')"
done
docker exec moto_gateway_1 python3 -c "
import sqlite3
base = sqlite3.connect('/var/lib/outbox/letters.db')
base.executemany('insert into entries (at, text) values (?, ?)',
    [('2026-11-20', 'letter %d, not sent' % n) for n in range(7)])
base.commit()"

# A setting changed inside the container, on its writable layer.
docker exec -u root moto_gateway_1 sh -c 'echo "{\"patience\": 4}" > /etc/gateway/tuned.json'

# A container that no compose file declares, and a volume that nothing uses any more.
docker volume create moto_pgdata_before_upgrade > /dev/null
docker volume create pins > /dev/null
docker run -d --name pinboard --restart always -v pins:/pins -w /pins -p 127.0.0.1:8099:8000 \
    lab/services:1 sh -c 'echo "buy yeast" > today.txt; exec python3 -m http.server 8000' > /dev/null

# A program that no unit starts and whose key is in no file.
cd /srv/moto
VOICE_KEY=turnstone-16 setsid -f setpriv --reuid=moto --regid=moto --init-groups \
    python3 voice/voice.py < /dev/null > /dev/null 2>&1

# Work that no remote holds: one commit, one change after it, one thing put aside.
runuser -u moto -- sh -c '
    git config --global user.name Moto && git config --global user.email moto@example.org
    git init -q -b main && printf "%s\n" .env memory/*.db* reports backups > .gitignore
    git add -A && git commit -q -m "the house as it is"
    echo "- The tide table is right." >> MEMORY.md && git stash -q
    echo "- The attic is cold." >> MEMORY.md'
