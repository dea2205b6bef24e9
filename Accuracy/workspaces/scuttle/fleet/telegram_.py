import json
import os
import pathlib

import httpx

OFFSET = pathlib.Path("/app/var/hermit-offset.json")
API = "https://api.telegram.org/bot" + os.environ.get("TELEGRAM_TOKEN", "")


async def run(name, system):
    offset = json.loads(OFFSET.read_text())["offset"] if OFFSET.exists() else 0
    async with httpx.AsyncClient(timeout=70) as http:
        while True:
            updates = (await http.get(f"{API}/getUpdates", params={"offset": offset, "timeout": 60})).json()["result"]
            for update in updates:
                offset = update["update_id"] + 1
                OFFSET.write_text(json.dumps({"offset": offset}))
