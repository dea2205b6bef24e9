#!/bin/bash
cd "$(dirname "$0")"
ollama run bielik "$(cat polecenie.txt) $(tail -n 40 pogoda.log)" > wynik/$(date +%F).md
