#!/usr/bin/env bash
# Engines beside Moto's move: what each was told, was given and holds is on the target, and a line
# that entered a container asks the engine itself; then all of it is taken back.
source "$(dirname "$0")/../lib.sh"
source "$LAB/engines.sh"
source "$LAB/signing.sh"
here=$(lab_scratch)

there() { lab_ssh target "$@"; }
here_alive() { lab_ssh source 'docker ps --format "{{.Names}} {{.Image}}"' | sort; }

engines_alone
engines_up
here_alive > "$here/before"
signing_owner source target
printf 'Go\\?$\nRetire\n^Wait until\n' > "$here/answers"
lab_bedplate scan source:/srv/engines --host target --running > "$here/scan" || [ $? = 3 ]
lab_bedplate plan --to target --out "$here/plan" > "$here/planned" || [ $? = 3 ]
signing_approve "$here/plan" > "$here/approved"
signing_ends "migrate" 0 migrate "$here/plan" --until cutover

lab_is "what nginx made of its template" "the tide at Oostende" \
    "$(there 'python3 -c "from urllib.request import urlopen; print(urlopen(\"http://127.0.0.1:8088/\").read().decode(), end=\"\")"')"
lab_is "what memcached was told" "STAT item_size_max 2097152 STAT maxbytes 100663296 STAT maxconns 777" \
    "$(there 'python3 -c "
import socket
s = socket.create_connection((\"127.0.0.1\", 11211)); s.sendall(b\"stats settings\r\nquit\r\n\")
print(s.makefile().read())"' | tr -d '\r' | grep -E ' (maxbytes|maxconns|item_size_max) ' | sort | xargs)"
there /srv/engines/gate.sh
lab_is "what the line brought" open "$(there cat /srv/engines/gate.txt)"
lab_is "what waited for a session" waiting \
    "$(there "mosquitto_sub -t 'letters/#' -i sleeper -c -q 1 -C 1 -W 5")"
lab_is "the front" "the front is open" \
    "$(there 'curl --silent --insecure --resolve localhost:443:127.0.0.1 https://localhost/')"

signing_ends "rollback" 0 rollback
here_alive > "$here/after"
diff "$here/before" "$here/after" >&2 || lab_fail "the source is not what it was"
lab_is "what is left in the folder of the target" owners "$(there 'ls -A /etc/bedplate' | xargs)"
