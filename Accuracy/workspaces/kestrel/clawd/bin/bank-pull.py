#!/usr/bin/env python3
"""Fetch the last seven days of the joint account and append to data/ledger.csv."""
import csv, json, os, pathlib, urllib.request

BASE = pathlib.Path("/home/ilse/clawd")
CURSOR = BASE / "data" / "bank-cursor.txt"
TOKEN = os.environ["BANK_TOKEN"]

def main():
    since = CURSOR.read_text().strip()
    req = urllib.request.Request(f"https://api.bunkbank.example/v2/payments?since={since}",
                                 headers={"Authorization": f"Bearer {TOKEN}"})
    rows = json.load(urllib.request.urlopen(req))["payments"]
    with open(BASE / "data" / "ledger.csv", "a", newline="") as f:
        csv.writer(f).writerows([(r["at"], r["amount"], r["counterparty"]) for r in rows])
    if rows:
        CURSOR.write_text(rows[-1]["id"])

main()
