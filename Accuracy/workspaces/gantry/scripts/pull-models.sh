#!/bin/sh
huggingface-cli download BAAI/bge-m3 --cache-dir /srv/hub
