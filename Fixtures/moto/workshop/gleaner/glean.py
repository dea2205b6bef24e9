#!/usr/bin/env python3
import feedsoup
import sys

for line in feedsoup.parse(sys.stdin.read()):
    print(line)
