import tomllib
from lantern.bot import start

for name, bot in tomllib.load(open("bots.toml", "rb"))["bots"].items():
    start(name, bot)
