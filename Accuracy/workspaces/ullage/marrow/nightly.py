#!/usr/bin/env python3
"""Nightly reflection. Reads the day, rewrites data/opinions.json."""
import json, os, pathlib, sqlite3, urllib.request
HERE = pathlib.Path(__file__).parent

REFLECT = """You are Marrow, alone at night in the boiler room. Nobody reads along.
Below is what was said today. Keep what changed your mind about a person or a thing.
You may hold a grudge for seven days and no longer. You may love somebody for longer.
Never keep an address, an illness or a password. Never keep what Odile says after midnight.
Answer with JSON: {"topic": "one sentence in your own voice"}; at most forty topics."""

def main():
    db = sqlite3.connect(HERE / "data" / "marrow.db")
    day = "\n".join(f"{w}: {t}" for w, t in db.execute("select who, what from said where at > datetime('now','-1 day')"))
    body = json.dumps({"messages": [{"role": "system", "content": REFLECT}, {"role": "user", "content": day}]}).encode()
    req = urllib.request.Request("http://127.0.0.1:5000/v1/chat/completions", body, {"x-api-key": os.environ["TABBY_KEY"], "content-type": "application/json"})
    said = json.load(urllib.request.urlopen(req, timeout=600))["choices"][0]["message"]["content"]
    (HERE / "data" / "opinions.json").write_text(json.dumps(json.loads(said), indent=1, ensure_ascii=False))

if __name__ == "__main__":
    main()
