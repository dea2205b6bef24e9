import os

import httpx
from fastapi import FastAPI

app = FastAPI()
LLM = os.environ["LLM_URL"]


@app.get("/passage/{harbour}")
async def passage(harbour: str):
    async with httpx.AsyncClient(timeout=60) as client:
        reply = await client.post(LLM + "/chat/completions", json={"messages": [{"role": "user", "content": f"One line on entering {harbour} at half tide"}]})
    return reply.json()["choices"][0]["message"]["content"]
