#!/bin/sh
printf "\a"
notify-send "Claude" "$(jq -r .cwd | xargs basename) is waiting"
