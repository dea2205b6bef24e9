#!/usr/bin/env python3
import csv
import sys

for row in csv.reader(open("/home/tomasz/fens/var/levels.csv")):
    print(row, file=sys.stdout)
