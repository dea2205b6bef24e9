#!/bin/sh
find var/drafts -mtime +90 -delete
