#!/bin/sh
exec claude -p "$1" --append-system-prompt "$(cat voice/table.txt)"
