#!/bin/bash
set -e
psql -v ON_ERROR_STOP=1 -U postgres <<SQL
CREATE ROLE n8n LOGIN PASSWORD '$(cat /run/secrets/pg_n8n)';
CREATE DATABASE n8n OWNER n8n;
CREATE DATABASE greenhouse OWNER n8n;
SQL
