from letta_client import Letta
import os, sys
client = Letta(base_url=os.environ.get("LETTA_URL", "http://localhost:8283"))
for label in ("persona", "human"):
    with open(os.path.join(os.path.dirname(__file__), "blocks", label + ".txt")) as f:
        client.blocks.modify(block_id=os.environ[label.upper() + "_BLOCK"], value=f.read())
