import pathlib
import requests
import sopel.plugin

MANNER = (pathlib.Path(__file__).parent.parent / "manner.txt").read_text()


@sopel.plugin.nickname_commands("ask (.*)")
def ask(bot, trigger):
    reply = requests.post("http://127.0.0.1:8080/v1/chat/completions", json={"messages": [{"role": "system", "content": MANNER}]})
    bot.say(reply.json()["choices"][0]["message"]["content"])
