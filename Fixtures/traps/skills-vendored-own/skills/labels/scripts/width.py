#!/usr/bin/env python3
import sys

print(max(map(len, sys.stdin)))
