import json
import pathlib
import tomllib

ROOT = pathlib.Path("/app/personas")
CONF = tomllib.loads(pathlib.Path("/app/bots.toml").read_text())


def system(name: str) -> str:
    bot, defaults = CONF[name], CONF["defaults"]
    parts = [(ROOT / bot["persona"]).read_text()]
    parts += [(ROOT / extra).read_text() for extra in defaults["always"]]
    if lore := bot.get("lore"):
        parts += [f"{k}: {v}" for k, v in json.loads((ROOT / lore).read_text()).items()]
    return "\n\n".join(parts) + defaults["creed_suffix"]
