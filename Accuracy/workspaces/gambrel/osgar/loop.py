"""The main loop: mail in, thought, mail out."""
import json
import time
from pathlib import Path

import yaml

from . import ledger, llm, mail

ROOT = Path(__file__).resolve().parent.parent
CFG = yaml.safe_load((ROOT / "settings.yaml").read_text())
MIND = ROOT / "mind"
VAR = ROOT / "var"


def system_prompt() -> str:
    parts = [(MIND / name).read_text() for name in ("manner.txt", "duties.md", "councillors.yaml")]
    lessons = VAR / "lessons.md"
    if lessons.exists():
        parts.append("## What you have learnt\n" + lessons.read_text())
    return "\n\n".join(parts)


def cursor() -> int:
    path = VAR / "imap_uid"
    return int(path.read_text()) if path.exists() else 0


def main() -> None:
    while True:
        for message in mail.fetch(since=cursor()):
            answer = llm.ask(system_prompt(), message.text)
            ledger.remember(message, answer)
            with (VAR / "episodes.jsonl").open("a") as out:
                out.write(json.dumps({"uid": message.uid, "from": message.sender, "answer": answer}) + "\n")
            mail.reply(message, answer)
            (VAR / "imap_uid").write_text(str(message.uid))
        time.sleep(CFG["poll_seconds"])


if __name__ == "__main__":
    main()
