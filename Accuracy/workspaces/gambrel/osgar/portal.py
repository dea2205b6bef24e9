"""Fetch new planning applications into var/portal_seen.json; run from cron."""
import json
from pathlib import Path
import httpx

SEEN = Path(__file__).resolve().parent.parent / "var" / "portal_seen.json"
URL = "https://planning.hallamshire.example/api/applications?parish=wetherbourne"


def main():
    seen = set(json.loads(SEEN.read_text())) if SEEN.exists() else set()
    for row in httpx.get(URL, timeout=30).json()["results"]:
        if row["ref"] not in seen:
            seen.add(row["ref"])
    SEEN.write_text(json.dumps(sorted(seen)))


if __name__ == "__main__":
    main()
