import json
from pathlib import Path

import feedparser
import yaml

FEEDS = yaml.safe_load(Path("feeds.yaml").read_text())
SEEN = Path("var/seen.json")


def fresh():
    seen = set(json.loads(SEEN.read_text()))
    for feed in FEEDS["feeds"]:
        for entry in feedparser.parse(feed["url"]).entries:
            if entry.id not in seen:
                yield entry
