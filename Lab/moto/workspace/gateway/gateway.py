#!/usr/bin/env python3
"""Moto's gateway: answers over HTTP, remembers in SQLite, counts in Redis, files in PostgreSQL.

GET /health      what it reaches
GET /remember?t  writes one memory, gives the number of memories
"""
import json
import os
import sqlite3
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

import psycopg2
import redis

RECALL = os.environ.get("RECALL_DB", "/home/node/clawd/memory/recall.db")
OUTBOX = os.path.join(os.environ.get("OUTBOX_DIR", "/var/lib/outbox"), "letters.db")

queue = redis.Redis.from_url(os.environ["QUEUE_URL"])
ledger = psycopg2.connect(os.environ["DATABASE_URL"])
ledger.autocommit = True


def opened(path):
    base = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
    base.execute("pragma journal_mode=wal")
    base.execute("create table if not exists entries (id integer primary key, at text, text text)")
    return base


recall, outbox = opened(RECALL), opened(OUTBOX)


def count(base):
    return base.execute("select count(*) from entries").fetchone()[0]


class Gateway(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.0"

    def do_GET(self):
        asked = urlsplit(self.path)
        if asked.path == "/health":
            self.answer(health())
        elif asked.path == "/remember":
            recall.execute("insert into entries (at, text) values (datetime(), ?)", [unquote(asked.query)])
            queue.incr("remembered")
            self.answer({"memories": count(recall)})
        else:
            self.send_error(404)

    def answer(self, body):
        data = json.dumps(body, sort_keys=True).encode() + b"\n"
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        return


def health():
    with ledger.cursor() as cursor:
        cursor.execute("select count(*) from letters")
        letters = cursor.fetchone()[0]
    return {
        "letters": letters,
        "memories": count(recall),
        "outbox": count(outbox),
        "queue": bool(queue.ping()),
        "signed": bool(os.environ.get("GATEWAY_TOKEN")),
    }


ThreadingHTTPServer(("0.0.0.0", 18789), Gateway).serve_forever()
