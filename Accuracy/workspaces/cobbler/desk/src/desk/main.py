from fastapi import FastAPI

from .crew import Desk

app = FastAPI()


@app.post("/ask")
def ask(body: dict):
    return Desk().crew().kickoff(inputs=body)
