#!/usr/bin/env python3
"""Evening press digest; called by the press-digest cron job."""
import json, os, pathlib, urllib.parse, urllib.request

HERE = pathlib.Path(__file__).resolve().parent.parent
VOICE = (HERE / "desk" / "evening-voice.txt").read_text()
SEEN = HERE / "desk" / "already_told.json"

def search(q):
    url = os.environ["SEARXNG_URL"] + "/search?format=json&q=" + urllib.parse.quote(q)
    return json.load(urllib.request.urlopen(url, timeout=20))["results"]

seen = set(json.loads(SEEN.read_text())) if SEEN.exists() else set()
fresh = [r for r in search("construção naval madeira") if r["url"] not in seen][:5]
print(VOICE)
for r in fresh:
    print("-", r["title"], r["url"])
SEEN.write_text(json.dumps(sorted(seen | {r["url"] for r in fresh})))
