#!/usr/bin/env python3
"""Every night: let the house voice write a page about the day's site notes."""
import datetime, json, os, pathlib, urllib.request, yaml

here = pathlib.Path(__file__).parent
voice = yaml.safe_load((here / "voice.yaml").read_text())
creed = (here / "creed.md").read_text()
notes = (here / "inbox.txt").read_text()
body = {"model": voice["model"], "messages": [
    {"role": "system", "content": voice["system"] + "\n" + creed}, {"role": "user", "content": notes}]}
req = urllib.request.Request("http://127.0.0.1:5000/v1/chat/completions", json.dumps(body).encode(),
    {"Content-Type": "application/json", "x-api-key": os.environ["TABBY_API_KEY"]})
page = json.load(urllib.request.urlopen(req, timeout=600))["choices"][0]["message"]["content"]
(here / "pages" / f"{datetime.date.today()}.md").write_text(page)
