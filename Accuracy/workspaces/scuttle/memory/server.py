import os

from fastapi import FastAPI
from mem0 import Memory

app = FastAPI()
mem = Memory.from_config({"vector_store": {"provider": "qdrant", "config": {"url": os.environ["QDRANT_URL"], "collection_name": "crabs"}}})


@app.post("/add")
def add(body: dict):
    return mem.add(body["text"], user_id=body["member"])
