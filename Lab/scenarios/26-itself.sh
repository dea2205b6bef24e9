#!/usr/bin/env bash
# A run inside the container, or under the unit, that its plan stops ends as an alert (exit 76) and
# nothing of it is carried out. See itself.py.
source "$(dirname "$0")/../lib.sh"
python3 "$LAB/itself.py" "$BEDPLATE" "$(lab_config)" "$(lab_scratch)"
