#!/usr/bin/env python3
"""Moto's tide table: keeps what it was told in SQLite, answers on 127.0.0.1:7801."""
import sqlite3
from http.server import BaseHTTPRequestHandler, HTTPServer

base = sqlite3.connect("/var/lib/moto-tide/tide.db", isolation_level=None)
base.execute("pragma journal_mode=wal")
base.execute("create table if not exists tides (at text primary key, centimetres integer)")
base.execute("insert or ignore into tides values ('2026-11-21T04:12Z', 38), ('2026-11-21T16:31Z', 41)")


class Tide(BaseHTTPRequestHandler):
    def do_GET(self):
        rows = base.execute("select at, centimetres from tides order by at").fetchall()
        body = "".join(f"{at} {height}\n" for at, height in rows).encode()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        return


HTTPServer(("127.0.0.1", 7801), Tide).serve_forever()
