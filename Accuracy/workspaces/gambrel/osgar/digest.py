"""Weekly digest for the clerk; run by osgar-digest.timer."""
from pathlib import Path
from . import ledger, llm, mail

PROMPT = Path(__file__).resolve().parent.parent / "mind" / "weekly.prompt"

if __name__ == "__main__":
    mail.send("clerk@wetherbourne.example", "This week", llm.ask(PROMPT.read_text(), ledger.week()))
