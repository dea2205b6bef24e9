import sqlite3, os
DB = sqlite3.connect(os.environ.get("JACKDAW_DB", "/opt/jackdaw/data/jackdaw.db"))
DB.execute("create table if not exists messages(id integer primary key, chat int, user int, role text, text text, at text default current_timestamp)")

def note(chat, user, text, role="user"):
    DB.execute("insert into messages(chat,user,role,text) values(?,?,?,?)", (chat, user, role, text)); DB.commit()

def last(chat, n):
    rows = DB.execute("select role,text from messages where chat=? order by id desc limit ?", (chat, n)).fetchall()
    return [{"role": r, "content": t} for r, t in reversed(rows)]
