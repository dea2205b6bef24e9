import json
import tomllib
import anthropic
from .tone import EXAMPLES

class Brain:
    def __init__(self, path="config.toml"):
        self.conf = tomllib.load(open(path, "rb"))
        self.client = anthropic.Anthropic()

    def system(self) -> str:
        p = self.conf["prompts"]
        facts = json.load(open(self.conf["memory"]["facts"]))["facts"]
        return open(p["system"]).read().format(
            persona=open(p["persona"]).read() + EXAMPLES,
            profile=open(p["profile"]).read(),
            facts="\n".join("- " + f["text"] for f in facts),
        )

    def answer(self, text: str) -> str:
        m = self.conf["model"]
        r = self.client.messages.create(model=m["name"], max_tokens=m["max_tokens"], system=self.system(),
                                        messages=[{"role": "user", "content": text}])
        return r.content[0].text
