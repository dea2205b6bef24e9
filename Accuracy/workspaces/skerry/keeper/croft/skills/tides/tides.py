import sys
print(open("table.txt").read(), sys.argv)
