#!/bin/sh
# one sentence to each mind at dusk, through the server console
docker exec tephra-world rcon-cli 'tell Obsidia It is dusk. Come up, count the torches, leave one at the gate, and tell Jun what you owe him.'
docker exec tephra-world rcon-cli 'tell old_tuff It is dusk. Ring the bell, close the garden, and say one proverb to whoever is awake.'
