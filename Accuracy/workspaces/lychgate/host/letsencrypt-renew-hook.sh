#!/bin/sh
systemctl reload nginx
install -m 0640 -g turnserver "$RENEWED_LINEAGE"/*.pem /etc/turn/
systemctl restart coturn
