#!/bin/sh
# one line per run; HEARTBEAT reads the last three
cd "$HOME"
if curl -fsS -m 5 http://127.0.0.1:18789/health >/dev/null && curl -fsS -m 5 http://127.0.0.1:5000/health >/dev/null; then
    echo "$(date -Is) ok" >> logs/health.log
else
    echo "$(date -Is) FAILED" >> logs/health.log
fi
