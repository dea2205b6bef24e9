#!/bin/sh
exec uvicorn app.server:app --port 8700
