import os, sqlite3
from jinja2 import Environment, FileSystemLoader
from langchain_openai import ChatOpenAI
from langgraph.checkpoint.sqlite import SqliteSaver
from langgraph.graph import StateGraph, MessagesState, START, END

env = Environment(loader=FileSystemLoader(os.path.join(os.path.dirname(__file__), "lines")))
llm = ChatOpenAI(model="gpt-5-mini", temperature=0.2)

def letters(state):
    sys = env.get_template("letters.j2").render(editor="Ros Appleyard", day=state.get("day"))
    return {"messages": [llm.invoke([("system", sys), *state["messages"]])]}

def triage(state):
    sys = env.get_template("triage.j2").render()
    return {"messages": [llm.invoke([("system", sys), *state["messages"]])]}

def build():
    g = StateGraph(MessagesState); g.add_node("triage", triage); g.add_node("letters", letters)
    g.add_edge(START, "triage"); g.add_edge("triage", "letters"); g.add_edge("letters", END)
    conn = sqlite3.connect("storage/desk-threads.db", check_same_thread=False)
    return g.compile(checkpointer=SqliteSaver(conn))
graph = build()
