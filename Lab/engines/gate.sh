#!/bin/sh
docker exec -u mosquitto -e LC_ALL=C -w /tmp engines_broker_1 mosquitto_sub -t harbour/gate -C 1 -W 5 > /srv/engines/gate.txt
