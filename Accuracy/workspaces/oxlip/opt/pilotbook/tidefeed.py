import argparse
import sqlite3

import httpx

p = argparse.ArgumentParser()
p.add_argument("--source")
p.add_argument("--db")
a = p.parse_args()
rows = httpx.get(a.source + "/latest", timeout=20).json()
with sqlite3.connect(a.db) as db:
    db.executemany("insert into gauge values (:at, :station, :metres)", rows)
