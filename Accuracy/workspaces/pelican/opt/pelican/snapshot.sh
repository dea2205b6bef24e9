#!/bin/bash
curl -sX POST http://localhost:6333/collections/mem0/snapshots
tar -C /srv -czf /var/backups/pelican-$(date +%u).tgz pelican
