#!/bin/bash
cd /srv/almagre/agente
llm -s "$(cat consigna.md)" < <(cat estado.json recuerdos.txt) > partes/$(date +%F).md
