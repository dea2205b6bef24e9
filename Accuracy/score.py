#!/usr/bin/env python3
"""How well files and services are recognised: python score.py BEDPLATE [NAME...]

Scans every labelled workspace (and, where BEDPLATE_CORPUS names it, the public corpus) and prints
recall, precision and confusions against the labels. README.md tells the formats.
"""
import collections
import fnmatch
import json
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
BEDPLATE = sys.argv[1]
CLASSES = ["identity", "state", "config", "convenience"]
CREDENTIAL = ("material", "embedded")


def scan(folder):
    done = subprocess.run([BEDPLATE, "scan", str(folder), "--json", "--no-history"], capture_output=True)
    if done.returncode not in (0, 3):
        sys.exit(f"{folder}: exit {done.returncode}: {done.stderr.decode()}")
    return json.loads(done.stdout)


def rows(path):
    if not path.exists():
        return []
    lines = path.read_text().split("\n")[1:]
    return [line.split("\t") + [""] * 4 for line in lines if line.strip()]


def fits(path, pattern):
    if pattern.endswith("/"):
        return path.startswith(pattern)
    ours, theirs = path.split("/"), pattern.split("/")
    return len(ours) == len(theirs) and all(fnmatch.fnmatchcase(o, t) for o, t in zip(ours, theirs))


class Files:
    def __init__(self):
        self.pairs = collections.Counter()
        self.misses = []
        self.credentials = collections.Counter()
        self.lost_credentials = []

    def add(self, where, path, wanted, secret, item, rollup):
        have = item["class"] if item else rollup["class"] if rollup else "missing"
        if wanted in CLASSES:
            self.pairs[(wanted, have)] += 1
            if wanted != have:
                rules = ", ".join(e["rule"] for e in (item or rollup or {}).get("evidence", []))
                self.misses.append(f"{where}/{path}: {have}, should be {wanted}  ({rules})")
        if item and secret and secret != "?":
            wants, has = secret in CREDENTIAL, item.get("secret", "none") in CREDENTIAL
            self.credentials[(wants, has)] += 1
            if wants and not has:
                self.lost_credentials.append(f"{where}/{path}")
            if has and not wants:
                self.lost_credentials.append(f"(false) {where}/{path} {[s['kind'] for s in item.get('secrets', [])]}")

    def compare(self, where, inventory, labels):
        items = {i["path"]: i for i in inventory["items"] if i["type"] == "file" or i["type"] == "link"}
        rollups = inventory["rollups"]
        for label in labels:
            pattern, wanted, secret = label[0], label[1], label[2]
            found = [p for p in items if fits(p, pattern)]
            for path in found:
                self.add(where, path, wanted, secret, items[path], None)
            over = [r for r in rollups if (pattern + "/").startswith(r["path"] + "/") or r["path"].startswith(pattern.rstrip("/") + "/")]
            if over:
                self.add(where, pattern, wanted, "?", None, over[0])
            elif not found:
                self.add(where, pattern, wanted, "?", None, None)

    def report(self):
        total = sum(self.pairs.values())
        right = sum(n for (w, h), n in self.pairs.items() if w == h)
        print(f"files: {total} scored, {right / max(1, total):.3f} right")
        for name in CLASSES:
            wanted = sum(n for (w, _), n in self.pairs.items() if w == name)
            given = sum(n for (_, h), n in self.pairs.items() if h == name)
            hit = self.pairs[(name, name)]
            print(f"  {name:12} recall {hit / max(1, wanted):.3f} ({hit}/{wanted})  precision {hit / max(1, given):.3f}")
        junked = sum(n for (w, h), n in self.pairs.items() if h == "convenience" and w in CLASSES[:3])
        print(f"  load-bearing called convenience: {junked}")
        for (wanted, have), count in sorted(self.pairs.items()):
            if wanted != have:
                print(f"    {wanted} -> {have}: {count}")
        held = self.credentials[(True, True)] + self.credentials[(True, False)]
        print(f"  credentials: recall {self.credentials[(True, True)] / max(1, held):.3f} of {held}, "
              f"false {self.credentials[(False, True)]}")


class Systems:
    def __init__(self):
        self.state = collections.Counter()
        self.edges = collections.Counter()
        self.notes = []

    def compare(self, where, inventory, services, edges, judged=None):
        def short(identifier):
            return identifier.removeprefix("local/")
        have = {short(s["id"]): s for s in inventory["services"]}
        for row in services:
            if row[1] not in ("yes", "no"):
                continue
            service = have.get(row[0])
            right = service is not None and service.get("holds_state", False) == (row[1] == "yes")
            self.state[right] += 1
            if not right:
                self.notes.append(f"{where}: {row[0]} {'missing' if service is None else 'holds state should be ' + row[1]}")
        if not edges:
            return
        wanted = {(r[0], r[1], r[2]) for r in edges if r[3] != "optional"}
        optional = {(r[0], r[1]) for r in edges if r[3] == "optional"}
        listed = {r[0] for r in services} | {e for r in edges for e in r[:2]}
        found = {(short(d["from"]), short(d["to"]), d["kind"]) for d in inventory["dependencies"]
                 if d["kind"] in ("start-order", "network", "schedule", "supervises") and "/service/" in d["to"]}
        scored = {e for e in found if e[0] in listed and (e[1] in listed or "/external/" in e[1])}
        wanted = {e for e in wanted if e[2] in ("start-order", "network", "schedule", "supervises")}
        for edge in sorted(wanted - found):
            self.edges["missed"] += 1
            self.notes.append(f"{where}: missed {edge}")
        self.edges["hit"] += len(wanted & found)
        pairs = {e[:2] for e in wanted}
        for edge in sorted(scored - wanted):
            if edge[:2] in optional:
                continue
            self.edges["false"] += 1
            self.notes.append(f"{where}: false {edge}")

    def report(self):
        total = sum(self.state.values())
        print(f"services: holds state right for {self.state[True]} of {total} ({self.state[True] / max(1, total):.3f})")
        hit, missed, false = self.edges["hit"], self.edges["missed"], self.edges["false"]
        print(f"edges: recall {hit / max(1, hit + missed):.3f}, precision {hit / max(1, hit + false):.3f} ({hit} hit, {missed} missed, {false} false)")


def main():
    names = sys.argv[2:] or sorted(p.name for p in (HERE / "workspaces").iterdir() if p.is_dir())
    files, systems = Files(), Systems()
    for name in names:
        base = HERE / "workspaces" / name
        inventory = scan(base)
        files.compare(name, inventory, rows(base.with_name(name + ".labels.tsv")))
        systems.compare(name, inventory, rows(base.with_name(name + ".services.tsv")), rows(base.with_name(name + ".edges.tsv")))
    print("\n".join(files.misses + systems.notes))
    if files.lost_credentials:
        print("credentials:", *files.lost_credentials, sep="\n  ")
    files.report()
    systems.report()
    corpus = os.environ.get("BEDPLATE_CORPUS")
    if corpus and not sys.argv[2:] and Path(corpus).is_dir():
        score_corpus(Path(corpus))


def score_corpus(corpus):
    """The public corpus: each repository's folder is a root of its own."""
    files = Files()
    by_folder = collections.defaultdict(list)
    for row in rows(HERE / "corpus.tsv"):
        folder, path = row[0].split("/", 1)
        by_folder[folder].append([path] + row[1:])
    for folder, labels in sorted(by_folder.items()):
        files.compare(folder, scan(corpus / folder), labels)
    print("\n== the public corpus")
    print("\n".join(files.misses))
    files.report()


if __name__ == "__main__":
    main()
