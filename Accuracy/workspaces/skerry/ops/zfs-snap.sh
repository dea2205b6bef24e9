#!/bin/sh
zfs snapshot tank@$(date +%F)
