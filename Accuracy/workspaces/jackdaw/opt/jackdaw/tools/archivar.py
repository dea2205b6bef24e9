"""Reads the old group history with a user account (Telethon)."""
import os
from telethon.sync import TelegramClient
with TelegramClient("/opt/jackdaw/data/archivar", int(os.environ["TG_API_ID"]), os.environ["TG_API_HASH"]) as c:
    for m in c.iter_messages("nordlicht", limit=200):
        print(m.date, m.sender_id, m.raw_text)
