#!/bin/sh
# the weights come from the hub at one revision
set -eu
exec hf download harbour-lab/harbour-12b-exl2 --revision 6f2c1d9e0b7a4c83915e2f6a0d4b8c7e1a3f5d92 \
    --local-dir tabby/models/harbour-12b-6bpw
