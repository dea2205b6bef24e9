#!/usr/bin/env python3
"""One line per file in the inbox: name, size, a guess."""
import json
import os

SEEN = os.path.expanduser("~/desk/feeds-seen.json")


def guess(name):
    lower = name.lower()
    if lower.endswith((".pdf", ".txt")) and "faktura" in lower:
        return "answer"
    return "file"


def main():
    seen = set(json.load(open(SEEN))["files"])
    for name in sorted(os.listdir("inbox")):
        if name not in seen:
            print(guess(name), os.path.getsize(os.path.join("inbox", name)), repr(name))


if __name__ == "__main__":
    main()
