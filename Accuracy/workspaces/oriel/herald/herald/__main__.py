import asyncio, os, pathlib
from nio import AsyncClient, AsyncClientConfig
from .talk import reply

PERSONA = "\n\n".join(pathlib.Path("/personas", n).read_text() for n in ("_house-rules.md", "herald.md"))


async def main():
    cfg = AsyncClientConfig(store_sync_tokens=True, encryption_enabled=True)
    client = AsyncClient(os.environ["MATRIX_HOMESERVER"], os.environ["MATRIX_USER"],
                         device_id=os.environ["MATRIX_DEVICE_ID"], store_path="/data/store", config=cfg)
    client.access_token = os.environ["MATRIX_ACCESS_TOKEN"]
    client.load_store()
    client.add_event_callback(lambda room, ev: reply(client, room, ev, PERSONA), ())
    await client.sync_forever(timeout=30000)

asyncio.run(main())
