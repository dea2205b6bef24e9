import os, tomllib
from pathlib import Path
import httpx
from . import store

BASE = Path(os.environ.get("JACKDAW_HOME", "/opt/jackdaw"))
CFG = tomllib.loads((BASE / "jackdaw.toml").read_text())

def system_prompt():
    parts = [(BASE / p).read_text() for p in CFG["persona"]["files"]]
    return "\n\n".join(parts)

def is_addressed(text):
    return text and any(n in text.lower() for n in CFG["persona"]["names"])

async def reply(chat_id):
    msgs = [{"role": "system", "content": system_prompt()}, *store.last(chat_id, CFG["llm"]["window"])]
    async with httpx.AsyncClient(timeout=60) as c:
        r = await c.post(CFG["llm"]["url"], headers={"Authorization": "Bearer " + os.environ["OPENROUTER_API_KEY"]},
                         json={"model": CFG["llm"]["model"], "messages": msgs})
    return r.json()["choices"][0]["message"]["content"]

def say(text):
    bot = "https://api.telegram.org/bot" + os.environ["TELEGRAM_BOT_TOKEN"]
    httpx.post(bot + "/sendMessage", json={"chat_id": CFG["llm"].get("group"), "text": text})

async def rules(update, context):
    await update.message.reply_text((BASE / "texts/gartenordnung.txt").read_text()[:4000])
