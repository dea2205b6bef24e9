from fastapi import FastAPI
from .assistant import answer

app = FastAPI(title="gabion")

@app.get("/healthz")
def healthz():
    return {"ok": True}

@app.post("/ask")
def ask(q: str):
    return {"answer": answer(q)}
