import json, pathlib, uvicorn
from anthropic import Anthropic
P = pathlib.Path("data")
profile = json.loads((P / "settings" / "agent_profile.json").read_text())
core = (P / "memories" / "core.md").read_text()
client = Anthropic()
def turn(m):
    return client.messages.create(model="claude-sonnet-4-0", system=profile["system_prompt"] + core, messages=m, max_tokens=300)
