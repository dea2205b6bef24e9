import asyncio
import sys

from . import discord_, slack_, telegram_
from .persona import system

kind, name = sys.argv[1:3]
runner = {"telegram": telegram_.run, "slack": slack_.run, "discord": discord_.run}[kind]
asyncio.run(runner(name, system(name)))
