import json, pathlib, faiss, numpy as np
from sentence_transformers import SentenceTransformer
HERE = pathlib.Path(__file__).parent
model = SentenceTransformer("BAAI/bge-small-en-v1.5", revision="5c38ec7c405ec4b44b94cc5a9bb96e735b38267a", cache_folder=HERE / "data" / ".embed_cache")
texts = [json.loads(l)["text"] for p in sorted((HERE / "data").glob("episodes-*.jsonl")) for l in p.open()]
index = faiss.IndexFlatIP(384); index.add(np.asarray(model.encode(texts, normalize_embeddings=True)))
faiss.write_index(index, str(HERE / "data" / "episodes.faiss"))
