"""Reads the gauges; tells the board."""
import json
import os
from pathlib import Path

from groq import Groq

ROOT = Path(__file__).parent
SYSTEM = (ROOT / "prompts" / "warden.txt").read_text()
STANDING = (ROOT / "standing-orders.txt").read_text()
LAST = ROOT / "var" / "last-reading.json"


def main():
    last = json.loads(LAST.read_text())
    client = Groq()
    client.chat.completions.create(model="llama-3.3-70b-versatile", messages=[{"role": "system", "content": SYSTEM + STANDING}])


if __name__ == "__main__":
    main()
