"""The foreman: answers site questions inside the web app."""
from pathlib import Path
import anthropic

SYSTEM = (Path(__file__).parent / "foreman.txt").read_text()

def answer(q):
    client = anthropic.Anthropic()
    r = client.messages.create(model="claude-sonnet-4-5", max_tokens=800, system=SYSTEM,
                               messages=[{"role": "user", "content": q}])
    return r.content[0].text
