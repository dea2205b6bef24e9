from telethon import TelegramClient
from settings import API_ID, API_HASH
client = TelegramClient("userbot", API_ID, API_HASH)
client.start()
