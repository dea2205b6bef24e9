import json, os, pathlib, datetime
import httpx
from fastapi import FastAPI
from qdrant_client import QdrantClient

SELF = pathlib.Path("/app/self")
app = FastAPI()
cellar = QdrantClient(url=os.environ["QDRANT_URL"], api_key=os.environ["QDRANT_API_KEY"])


def system() -> str:
    table = json.loads((SELF / "table.json").read_text())
    people = "\n".join(f"{p['name']}: {p['palate']}" for p in table["people"])
    return (SELF / "nariz.txt").read_text() + "\n\n" + people


@app.post("/ask")
async def ask(body: dict):
    async with httpx.AsyncClient(base_url=os.environ["MISTRAL_BASE"]) as client:
        answer = await client.post("/chat/completions", headers={"Authorization": "Bearer " + os.environ["MISTRAL_KEY"]},
                                   json={"model": "mistral-large-latest", "messages": [
                                       {"role": "system", "content": system()}, {"role": "user", "content": body["text"]}]})
    text = answer.json()["choices"][0]["message"]["content"]
    with open(f"/app/journal/{datetime.date.today()}.txt", "a") as out:
        out.write(f"> {body['text']}\n{text}\n\n")
    return {"text": text}
