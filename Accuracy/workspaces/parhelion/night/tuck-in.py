#!/usr/bin/env python3
"""Every evening at 19:40 Ukko tells Aino a story and remembers which."""
import json, pathlib, subprocess, urllib.request
BOOK = pathlib.Path(__file__).with_name("told.jsonl")

PROMPT = """Olet Ukko. Kerro Ainolle (4 v) iltasatu, enintään sata sanaa, hitaasti.
Satu alkaa aina: 'Sinä talvena, kun jää lauloi'. Kukaan ei kuole, kukaan ei eksy kokonaan.
Aino pelkää tuulta: tuuli on saduissa ystävä. Näitä olet jo kertonut, älä toista:
"""

told = [json.loads(l)["title"] for l in BOOK.read_text().splitlines()] if BOOK.exists() else []
body = {"model": "qwen3:14b", "stream": False, "prompt": PROMPT + "\n".join(told[-60:])}
req = urllib.request.Request("http://10.4.0.7:11434/api/generate", json.dumps(body).encode())
story = json.load(urllib.request.urlopen(req, timeout=300))["response"]
subprocess.run(["ovos-say-to", "--speak", story], check=True)
with BOOK.open("a") as f:
    f.write(json.dumps({"title": story.split(".")[0][:80]}, ensure_ascii=False) + "\n")
