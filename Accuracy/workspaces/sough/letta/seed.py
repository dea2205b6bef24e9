#!/usr/bin/env python3
"""Create or update the agent on the Letta server from blocks/ and agents/."""
import os, pathlib
from letta_client import Letta

HERE = pathlib.Path(__file__).parent
client = Letta(base_url="http://127.0.0.1:8283", token=os.environ["LETTA_SERVER_PASSWORD"])

def block(label: str) -> str:
    return (HERE / "blocks" / f"{label}.txt").read_text()

names = {a.name for a in client.agents.list()}
if "wren" not in names:
    client.agents.import_file(file=open(HERE / "agents" / "wren.af", "rb"))
for agent in client.agents.list(name="wren"):
    for label in ("persona", "human"):
        client.agents.blocks.modify(agent_id=agent.id, block_label=label, value=block(label))
