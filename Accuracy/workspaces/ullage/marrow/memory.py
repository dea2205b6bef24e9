import sqlite3

class Store:
    def __init__(self, path):
        self.db = sqlite3.connect(path)
        self.db.execute("create table if not exists said(id integer primary key, channel int, who text, what text, at text default current_timestamp)")

    def add(self, channel, who, what):
        with self.db:
            self.db.execute("insert into said(channel, who, what) values(?,?,?)", (channel, who, what))

    def tail(self, channel, n):
        rows = self.db.execute("select who, what from said where channel=? order by id desc limit ?", (channel, n)).fetchall()
        return [{"role": "assistant" if w == "Marrow" else "user", "content": f"{w}: {t}"} for w, t in reversed(rows)]
