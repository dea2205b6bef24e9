#!/bin/sh
export RESTIC_PASSWORD_FILE=/srv/thole/restic/repo-password
restic -r sftp:nas:/backup backup /srv/thole --exclude-file /srv/thole/restic/excludes.txt
