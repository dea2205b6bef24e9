from telethon import TelegramClient
bote = TelegramClient("bote/annegret", 2281744, "1bc1c7810d3b5dfbb577f09ace3007d1")
