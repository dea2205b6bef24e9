#!/bin/sh
ls -1t /opt/remit/backups/*.sql.gz | tail -n +15 | xargs -r rm
