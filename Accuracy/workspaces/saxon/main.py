import os, tomllib, pathlib, importlib.resources
from pydantic_ai import Agent
from saxon.memory import recall
cfg = tomllib.loads(pathlib.Path("saxon.toml").read_text())
root = pathlib.Path(cfg["paths"]["lore"])
parts = [(root / n).read_text() for n in cfg["lore"]["order"]]
agent = Agent(cfg["model"], system_prompt="\n\n".join(parts))
