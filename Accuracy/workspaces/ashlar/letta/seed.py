"""Create or refresh the agent 'Quillfeather' on the Letta server from blocks.toml. Run by run.sh at each start."""
import os, tomllib, pathlib
from letta_client import Letta

here = pathlib.Path(__file__).parent
spec = tomllib.loads((here / "blocks.toml").read_text())
system = (here / "kernel" / "system.prompt.gz.txt").read_text()
c = Letta(base_url="http://127.0.0.1:8283", token=os.environ["LETTA_SERVER_PASSWORD"])
blocks = [{"label": k, "value": v["value"], "limit": v.get("limit", 5000)} for k, v in spec["block"].items()]
if not c.agents.list(name="quillfeather"):
    c.agents.create(name="quillfeather", system=system, memory_blocks=blocks, model=spec["model"], embedding=spec["embedding"])
