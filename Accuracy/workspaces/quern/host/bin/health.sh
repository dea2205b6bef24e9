#!/usr/bin/env bash
# writes what the heartbeat reads
out=$HOME/.openclaw/workspace/data/health.json
p=$(curl -fsS -m 5 -o /dev/null http://127.0.0.1:8010/ && echo ok || echo down)
i=$(curl -fsS -m 5 http://127.0.0.1:2283/api/server/ping | grep -q pong && echo ok || echo down)
jq --arg p "$p" --arg i "$i" --arg t "$(date -Is)" \
  '.checked=$t | (if .paperless!=$p then .since.paperless=$t else . end) | .paperless=$p | (if .immich!=$i then .since.immich=$t else . end) | .immich=$i' "$out" > "$out.tmp" && mv "$out.tmp" "$out"
