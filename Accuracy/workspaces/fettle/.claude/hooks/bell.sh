#!/bin/sh
printf '\a'
notify-send 'claude' 'done' 2>/dev/null || true
