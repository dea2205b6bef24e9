import json
import os
from pathlib import Path

from openai import OpenAI

from . import memory

RULES = Path("rules/channel-rules.md")


def start(name, bot):
    system = bot["persona"] + "\n" + RULES.read_text() + memory.summary(name)
    OpenAI().chat.completions.create(model="gpt-4.1-mini", messages=[{"role": "system", "content": system}])
