#!/bin/sh
curl -X POST "http://localhost:6333/collections/fichas/snapshots/upload" -F snapshot=@"$1"
