import argparse
import asyncio
from . import bot, brain

parser = argparse.ArgumentParser(prog="assistant")
parser.add_argument("--prompt-file", help="run one prompt and send the answer to the owner")
args = parser.parse_args()
if args.prompt_file:
    asyncio.run(bot.send(brain.Brain().answer(open(args.prompt_file).read())))
else:
    bot.run(brain.Brain())
