import os, pathlib, yaml
from letta_client import Letta
from mem0 import Memory
EXTRACT = pathlib.Path("/app/extract.prompt")
VAR = pathlib.Path("/app/var")
# what the scheduler says to Sus at eight and at half past nine
EVENING = "It is eight. Say good evening, then mention the blue tablet once, as if you had just seen it lying there. Do not mention it again tonight."
GOODNIGHT = "It is half past nine. Ask for one thing she would like kept from today. Store it. Say goodnight in Frisian."
def offset():
    p = VAR / "update_offset"; return int(p.read_text()) if p.exists() else 0
def main():
    letta = Letta(base_url=os.environ["LETTA_URL"], token=os.environ["LETTA_SERVER_PASSWORD"])
    mem = Memory.from_config(yaml.safe_load(open(os.environ["MEM0_CONFIG"])))
    mem.custom_fact_extraction_prompt = EXTRACT.read_text()
    ...
if __name__ == "__main__": main()
