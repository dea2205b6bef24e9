import sqlite3

from langchain_anthropic import ChatAnthropic
from langgraph.checkpoint.sqlite import SqliteSaver
from langgraph.graph import StateGraph

from .texts import load

model = ChatAnthropic(model="claude-sonnet-4-20250514")
saver = SqliteSaver(sqlite3.connect("var/threads.sqlite"))


def read(state):
    return {"notes": model.invoke([("system", load("reader")), ("user", state["paper"])])}


def write(state):
    return {"letter": model.invoke([("system", load("writer") + load("audience")), ("user", state["notes"])])}


builder = StateGraph(dict)
builder.add_node("read", read)
builder.add_node("write", write)
reader = builder.compile(checkpointer=saver)
writer = builder.compile(checkpointer=saver)
