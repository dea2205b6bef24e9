#!/bin/sh
# posts that were lost, without repeating one
cut -d' ' -f2 var/posted.log | sort > /tmp/done
