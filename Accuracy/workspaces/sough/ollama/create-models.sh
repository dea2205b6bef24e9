#!/bin/sh
set -e
cd "$(dirname "$0")"
docker compose exec -T ollama ollama pull qwen3:14b
docker compose cp Modelfile.wren ollama:/tmp/
docker compose exec -T ollama ollama create wren -f /tmp/Modelfile.wren
