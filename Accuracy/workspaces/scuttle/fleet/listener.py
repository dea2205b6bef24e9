"""Reads the public channel of the coast guard with a user account and stores warnings."""
import os

from telethon import TelegramClient, events

client = TelegramClient(os.environ["TG_SESSION"], int(os.environ["TG_API_ID"]), os.environ["TG_API_HASH"])


@client.on(events.NewMessage(chats="kustwacht_be"))
async def warn(event):
    print(event.raw_text)


client.start()
client.run_until_disconnected()
