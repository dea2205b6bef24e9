#!/usr/bin/env bash
# What happens to a run when something breaks in the middle of it: connections, the host, a disk,
# a step that hangs, a step that cuts its own way in, a second executor. See faults.py.
source "$(dirname "$0")/../lib.sh"
# shellcheck disable=SC2086 # FAULTS names some of them, parted by spaces
python3 "$LAB/faults.py" "$BEDPLATE" "$(lab_config)" "$(lab_scratch)" ${FAULTS:-}
