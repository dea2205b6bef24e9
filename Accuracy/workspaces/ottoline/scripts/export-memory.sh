#!/bin/sh
sqlite3 data/ottoline.db "select user, text from Memory" > /tmp/memory.txt
