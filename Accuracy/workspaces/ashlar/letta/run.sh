#!/bin/sh
set -e
cd "$(dirname "$0")"
. ./.env
export OPENAI_API_KEY LETTA_SERVER_PASSWORD LETTA_ENCRYPTION_KEY
HOME=$PWD/home /opt/letta/bin/letta server --port 8283 &
sleep 20
/opt/letta/bin/python seed.py
wait
