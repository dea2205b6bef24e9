import json, pathlib
FACTS = pathlib.Path("store/facts.json")
def recall():
    return json.loads(FACTS.read_text())
def remember(k, v):
    d = recall(); d[k] = v; FACTS.write_text(json.dumps(d))
