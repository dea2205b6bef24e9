#!/bin/sh
# docker run era
docker run -d --name nagios --restart=always -p 8090:80 -v /data/nagios/etc:/opt/nagios/etc jasonrivers/nagios:4.4
