#!/usr/bin/env bash
set -eu
cd "$(dirname "$0")"
source .umgebung
. umwelt/bin/activate
exec python -m uhrwerk --wesen wesen/charakter.md --regeln wesen/regeln.md --gedaechtnis wesen/gedaechtnis.md --frage "${1:-offen}"
