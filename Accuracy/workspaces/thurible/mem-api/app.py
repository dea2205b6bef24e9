"""Thin wrapper round mem0 so the gateway can POST facts and GET recollections."""
import os
from fastapi import FastAPI
from mem0 import Memory

EXTRACT = """You extract durable facts about Inês and her household from a conversation.
Return a JSON list of short sentences. Ignore weather, small talk and anything that is
true for less than a week."""

memory = Memory.from_config({
    "vector_store": {"provider": "pgvector", "config": {"connection_string": os.environ["DATABASE_URL"]}},
    "custom_fact_extraction_prompt": EXTRACT,
})
app = FastAPI()


@app.get("/healthz")
def healthz():
    return {"ok": True}


@app.post("/facts")
def add(body: dict):
    return memory.add(body["text"], user_id=body.get("user", "ines"))


@app.get("/recall")
def recall(q: str, user: str = "ines"):
    return memory.search(q, user_id=user, limit=8)
