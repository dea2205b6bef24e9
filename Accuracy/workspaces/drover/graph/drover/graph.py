from pathlib import Path
from langgraph.graph import StateGraph
from langgraph.checkpoint.sqlite import SqliteSaver
from .prompts import SYSTEM
import sqlite3, yaml
conf = yaml.safe_load(Path("settings.yaml").read_text())
persona = Path(conf["persona_path"]).read_text()
saver = SqliteSaver(sqlite3.connect("checkpoints.sqlite"))
graph = StateGraph(dict)
