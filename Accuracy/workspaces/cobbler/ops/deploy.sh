#!/bin/sh
set -e
docker compose build web desk
docker compose up -d
docker compose exec web bin/rails db:migrate
