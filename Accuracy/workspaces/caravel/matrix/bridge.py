#!/usr/bin/env python3
import asyncio, json, pathlib
from nio import AsyncClient, AsyncClientConfig, RoomMessageText
DATA = pathlib.Path.home() / '.local/share/vesper-matrix'

async def main():
    c = json.loads((DATA / 'credentials.json').read_text())
    client = AsyncClient(c['homeserver'], c['user_id'], c['device_id'], str(DATA / 'store'), AsyncClientConfig(encryption_enabled=True))
    client.restore_login(c['user_id'], c['device_id'], c['access_token'])
    mark = DATA / 'next_batch'
    while True:
        r = await client.sync(30000, since=mark.read_text().strip())
        mark.write_text(r.next_batch)

asyncio.run(main())
