import json, os, pathlib, sqlite3, base64
import discord, yaml
HERE = pathlib.Path(__file__).parent
P = yaml.safe_load((HERE / "keeper.persona.yaml").read_text())
db = sqlite3.connect(HERE / "var" / "lamp.db")
client = discord.Client(intents=discord.Intents.default())

def system_prompt(guild):
    extra = (HERE / "guilds" / f"{guild}.txt")
    return P["voice"] + "\n" + "\n".join(P["never"]) + ("\n" + extra.read_text() if extra.exists() else "")

client.run(os.environ["DISCORD_TOKEN"])
