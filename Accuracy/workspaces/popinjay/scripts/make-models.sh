#!/bin/sh
set -eu
docker compose exec -T ollama ollama pull qwen3:8b
docker compose exec -T ollama ollama pull bge-m3
docker compose cp models/Modelfile.librarian ollama:/tmp/Modelfile
docker compose exec -T ollama ollama create lectern -f /tmp/Modelfile
