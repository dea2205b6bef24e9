import csv, sys
pid, path = sys.argv[1:3]
rows = sorted((r for r in csv.DictReader(open(path)) if r["parcel"] == pid), key=lambda r: r["at"])
for a, b in zip(rows, rows[1:]):
    print(a["depot"], "->", b["depot"], a["at"], b["at"])
