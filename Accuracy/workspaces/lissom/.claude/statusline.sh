#!/bin/sh
j=$(cat); printf '%s  %s' "$(echo "$j" | jq -r .model.display_name)" "$(TZ=Atlantic/Faroe date +%H:%M)"
