import json
from pathlib import Path

STORE = Path(os.environ.get("STORE", "kept"))


def summary(name):
    return (STORE / name / "summary.txt").read_text()


def remember(name, user, fact):
    path = STORE / name / "facts.jsonl"
    with path.open("a") as file:
        file.write(json.dumps({"user": user, "fact": fact}) + "\n")
