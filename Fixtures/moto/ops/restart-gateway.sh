#!/bin/sh
# it gets slow after a day
cd "$HOME" && docker compose restart gateway
