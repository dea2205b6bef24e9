#!/usr/bin/env python3
import csv, pathlib, re, shutil, sqlite3
db = sqlite3.connect("/home/withy/withy/var/scans")
db.execute("create table if not exists filed(name text primary key, serial text, at text default current_timestamp)")
for p in pathlib.Path("/srv/scans/incoming").glob("*.pdf"):
    m = re.search(r"20\d\d-[SLW]-\d{3}", p.name)
    if m and not db.execute("select 1 from filed where name=?", (p.name,)).fetchone():
        d = pathlib.Path("/srv/scans/by-serial") / m[0]; d.mkdir(parents=True, exist_ok=True)
        shutil.move(p, d / p.name); db.execute("insert into filed(name,serial) values(?,?)", (p.name, m[0]))
db.commit()
