#!/bin/sh
# complains when the last good backup is older than two days
[ $(( $(date +%s) - $(date -d "$(cat /srv/byre/backup/last-success)" +%s) )) -lt 172800 ] || \
  curl -fsS -m 10 "https://hc-ping.example/849a7702-1167-a137/fail"
