#!/bin/sh
# after a pull or an edit
docker exec -i parlour-ollama-1 ollama create marlow -f /root/.ollama/modelfiles/Marlow.Modelfile
