#!/usr/bin/env bash
# The lab is what it says it is: every host answers, the stack serves, the truth is true.
source "$(dirname "$0")/../lib.sh"

for host in source target modern rsa busybox jump inner far; do
    lab_is "$host answers" here "$(lab_ssh "$host" 'echo here')"
done
