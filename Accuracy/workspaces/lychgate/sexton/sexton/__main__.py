import asyncio, os, pathlib, tomllib
from nio import AsyncClient, AsyncClientConfig
cfg = tomllib.load(open(os.environ["SEXTON_CONFIG"], "rb"))
SYSTEM = "\n\n".join(p.read_text() for p in sorted(pathlib.Path("/charge").glob("[0-9][0-9]-*.txt")))
since = pathlib.Path("/store/since")

async def main():
    c = AsyncClient(cfg["homeserver"], cfg["user"], device_id=cfg["device_id"], store_path="/store/olm",
                    config=AsyncClientConfig(encryption_enabled=True, pickle_key=os.environ["SEXTON_PICKLE"], store_sync_tokens=False))
    c.restore_login(cfg["user"], cfg["device_id"], os.environ["SEXTON_TOKEN"])
    while True:
        r = await c.sync(30000, since=since.read_text().strip() if since.exists() else None)
        since.write_text(r.next_batch)
asyncio.run(main())
