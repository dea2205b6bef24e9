import json, pathlib, datetime as dt
from .crew import Fettle
SEEN = pathlib.Path("storage/seen_urls.json")

def run():
    seen = json.loads(SEEN.read_text()) if SEEN.exists() else {}
    out = Fettle().crew().kickoff(inputs={"county": "Lincolnshire", "seen": ", ".join(list(seen)[-40:])})
    day = dt.date.today().isoformat()
    pathlib.Path(f"outputs/{day}.md").write_text(out.raw)
    for line in out.raw.split():
        if line.startswith("http"): seen[line.strip(").,")] = day
    SEEN.write_text(json.dumps(seen, indent=0))
