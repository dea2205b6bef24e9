import asyncio, json, os, pathlib
import discord, yaml
from .talk import answer

VOICE = yaml.safe_load(open(os.environ["TUCK_VOICE"]))
HOUSE = pathlib.Path("assets/voice/house_rules.txt").read_text()
CURSOR = pathlib.Path("var/threads.json")
SYSTEM = VOICE["speaks_as"] + "\n\n" + HOUSE + "\n\n" + pathlib.Path("var/keepsakes.md").read_text()

class Tuck(discord.Client):
    async def on_ready(self):
        self.seen = json.loads(CURSOR.read_text()) if CURSOR.exists() else {}
    async def on_message(self, m):
        if m.author.bot or self.user not in m.mentions:
            return
        if self.seen.get(str(m.channel.id), 0) >= m.id:
            return
        await m.reply(await answer(SYSTEM, m))
        self.seen[str(m.channel.id)] = m.id
        CURSOR.write_text(json.dumps(self.seen))

if __name__ == "__main__":
    i = discord.Intents.default(); i.message_content = True
    Tuck(intents=i).run(os.environ["DISCORD_TOKEN"])
