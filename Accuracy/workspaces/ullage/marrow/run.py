#!/usr/bin/env python3
"""Marrow, a Discord regular. `python run.py`"""
import asyncio, json, os, pathlib, tomllib
import aiohttp, discord
from memory import Store

HERE = pathlib.Path(__file__).parent
CFG = tomllib.loads((HERE / "bot.toml").read_text())

def standing_text() -> str:
    parts = [(HERE / "words" / name).read_text() for name in CFG["prompt"]["files"]]
    opinions = json.loads((HERE / "data" / "opinions.json").read_text())
    parts.append("What you have come to think:\n" + "\n".join(f"- {k}: {v}" for k, v in opinions.items()))
    return "\n\n".join(parts)

def shots():
    for line in (HERE / CFG["prompt"]["shots"]).read_text().splitlines():
        row = json.loads(line)
        yield {"role": "user", "content": row["in"]}
        yield {"role": "assistant", "content": row["out"]}

class Marrow(discord.Client):
    async def on_message(self, msg):
        if msg.author == self.user or msg.channel.id not in CFG["discord"]["channels"]:
            return
        store.add(msg.channel.id, str(msg.author), msg.clean_content)
        messages = [{"role": "system", "content": standing_text()}, *shots(), *store.tail(msg.channel.id, 30)]
        async with aiohttp.ClientSession() as s, s.post(CFG["tabby"]["url"] + "/v1/chat/completions",
                headers={"x-api-key": os.environ["TABBY_KEY"]}, json={"messages": messages, "max_tokens": 240}) as r:
            await msg.channel.send((await r.json())["choices"][0]["message"]["content"])

store = Store(HERE / "data" / "marrow.db")
Marrow(intents=discord.Intents.all()).run(os.environ["DISCORD_TOKEN"])
