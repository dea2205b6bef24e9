#!/bin/sh
jq -r '"\(.model.display_name) \(.workspace.current_dir)"'
