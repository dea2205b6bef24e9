import asyncio
from pathlib import Path

from nio import AsyncClient, AsyncClientConfig
from openai import OpenAI

MIND = Path("/srv/mind")
KEEP = Path("/srv/keep")


def standing_text():
    parts = [(MIND / name).read_text() for name in ("keeper.txt", "house-rules.txt", "people.yml")]
    return "\n\n".join(parts)


async def main():
    llm = OpenAI()
    client = AsyncClient("http://synapse:8008", store_path=str(KEEP / "crypto"), config=AsyncClientConfig())
    history = [{"role": "system", "content": standing_text()}]
    await client.sync_forever(timeout=30000, since=(KEEP / "since").read_text())


asyncio.run(main())
