import sqlite3
from pathlib import Path

DB = Path(__file__).resolve().parent.parent / "var" / "ledger.db"


def remember(message, answer):
    with sqlite3.connect(DB) as con:
        con.execute("insert into letters(uid, sender, subject, answer) values (?,?,?,?)",
                    (message.uid, message.sender, message.subject, answer))
