"""Create the agent once, from blocks/. Refuses when it already exists."""
import os, pathlib, sys
from letta_client import Letta
B = pathlib.Path(__file__).parent / "blocks"
client = Letta(base_url=os.environ.get("LETTA_URL", "http://localhost:8283"), token=os.environ["LETTA_SERVER_PASSWORD"])
if any(a.name == "sus" for a in client.agents.list()): sys.exit("sus exists")
a = client.agents.create(
    name="sus", model="anthropic/claude-sonnet-4-5", embedding="ollama/mxbai-embed-large:latest",
    memory_blocks=[{"label": n, "value": (B / f"{n}.txt").read_text(), "limit": 6000} for n in ("persona", "human", "house")],
    system=(pathlib.Path(__file__).parent / "system" / "memgpt_porch.txt").read_text(),
    tools=["archival_memory_insert", "archival_memory_search", "hum_tune"])
print(a.id, file=open("AGENT_ID", "w"))
