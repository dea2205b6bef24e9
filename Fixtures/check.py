#!/usr/bin/env python3
"""Holds every EXPECT page of this folder against its tree: python check.py [PAGE…]

A page says things about a tree; this says whether the page can be true at all: each path is covered
by exactly one line, the words are words of the vocabulary, each end of an edge and each pair of an
order names something listed, no two orders contradict each other, each hole is of a known kind and
about something that is there. Closes with 'N pages, N faults' and exits 1 if there is a fault.
"""
import fnmatch
import os
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
CLASSES = {"identity", "state", "config", "convenience", "unknown", "?"}
ATTRIBUTES = {
    "secret": {"none", "material", "embedded", "content"},
    "restore": {"normal", "review", "fresh-only", "sanitize", "forbidden"},
    "exclusivity": {"shareable", "single-active", "ratchet"},
    "export": {"hot-copy", "hot-api", "hot-dump", "cold-copy", "do-not-copy"},
}
SERVICE = re.compile(rb"^[A-Za-z0-9._~@+:%-]+/[A-Za-z0-9._~@+%-]+$")
STORE = re.compile(rb"^store/(volume|bind|anonymous|layer|tmpfs|file|database)/[A-Za-z0-9._~@+%-]+$")
EDGES = {b"start-order", b"network", b"data", b"secret", b"config", b"schedule", b"supervises"}
BLOCKS = {"Classes", "Services", "Edges", "Holes", "No holes", "Order", "Dressed"}


def blocks(page):
    """Heading -> rows of the tsv blocks below it, as bytes."""
    found, heading, inside = {}, None, False
    for line in page.read_bytes().split(b"\n"):
        if line.startswith(b"## "):
            heading = line[3:].strip().decode()
        elif line.startswith(b"```"):
            inside = not inside and line.startswith(b"```tsv")
        elif inside and line.strip():
            found.setdefault(heading, []).append(line.split(b"\t"))
    return found


def unescaped(path):
    """The bytes a path of a page stands for."""
    return re.sub(rb"\\(n|t|\\|x[0-9a-f]{2})", one_escape, path)


def one_escape(match):
    code = match.group(1)
    if code[:1] == b"x":
        return bytes([int(code[1:], 16)])
    return {b"n": b"\n", b"t": b"\t", b"\\": b"\\"}[code]


def paths_below(tree):
    """Every path that is not a folder, as bytes relative to the tree."""
    found = []
    for folder, folders, files in os.walk(os.fsencode(tree)):
        links = [name for name in folders if os.path.islink(os.path.join(folder, name))]
        found += [os.path.relpath(os.path.join(folder, name), os.fsencode(tree)) for name in files + links]
    return found


def covers(pattern, path):
    """Whether a line speaks about a path; `*` and `?` stay within one segment."""
    if pattern == path:
        return True
    if pattern.endswith(b"/"):
        return path.startswith(pattern)
    have, want = path.split(b"/"), pattern.split(b"/")
    return len(have) == len(want) and all(map(fnmatch.fnmatchcase, have, want))


class Page:
    def __init__(self, page, tree, kinds):
        self.name, self.rows, self.kinds = page.name, blocks(page), kinds
        self.paths = paths_below(tree)
        self.services = {row[0] for row in self.rows.get("Services", [])}
        self.faults = []

    def fault(self, what):
        self.faults.append(f"{self.name}: {what}")

    def check(self):
        for heading in set(self.rows) - BLOCKS:
            self.fault(f"a block under an unknown heading: {heading}")
        if not self.paths:
            self.fault("the tree is empty or missing")
        self.check_classes()
        self.check_services()
        self.check_edges()
        self.check_order()
        self.check_holes()
        return self.faults

    def check_classes(self):
        rows = self.rows.get("Classes", [])
        patterns = [unescaped(row[0]) for row in rows]
        for pattern, row in zip(patterns, rows):
            self.check_words(row)
            mine = [path for path in self.paths if covers(pattern, path)]
            loose = [path for path in self.paths if fnmatch.fnmatchcase(path, pattern)]
            if not mine:
                self.fault(f"covers nothing: {row[0]!r}")
            elif pattern not in self.paths and not pattern.endswith(b"/") and set(loose) != set(mine):
                self.fault(f"means more where * crosses a slash: {row[0]!r}")
        for path in self.paths if rows else []:
            count = sum(covers(pattern, path) for pattern in patterns)
            if count != 1:
                self.fault(f"covered by {count} lines: {path!r}")

    def check_words(self, row):
        if len(row) < 2 or row[1].decode() not in CLASSES:
            self.fault(f"no class: {row!r}")
            return
        for word in row[2].decode().split(",") if len(row) > 2 and row[2] != b"rollup" else []:
            key, _, value = word.partition("=")
            if value not in ATTRIBUTES.get(key, ()):
                self.fault(f"not an attribute: {word} of {row[0]!r}")

    def check_services(self):
        rows = self.rows.get("Services", [])
        if len(self.services) != len(rows):
            self.fault("a service is listed twice")
        for row in rows:
            if not SERVICE.match(row[0]) or len(row) < 3 or row[2] not in (b"yes", b"no", b"?"):
                self.fault(f"not a service: {row!r}")

    def check_edges(self):
        seen = set()
        for row in self.rows.get("Edges", []):
            if len(row) < 4 or row[2] not in EDGES or row[3] not in (b"hard", b"soft"):
                self.fault(f"not an edge: {row!r}")
                continue
            for end in row[:2]:
                if end not in self.services and not STORE.match(end):
                    self.fault(f"an edge to something not listed: {end!r}")
            if tuple(row[:3]) in seen:
                self.fault(f"an edge is listed twice: {row!r}")
            seen.add(tuple(row[:3]))

    def check_order(self):
        after = {}
        for row in self.rows.get("Order", []):
            if len(row) != 3 or row[0] not in (b"stop", b"start"):
                self.fault(f"not an order: {row!r}")
                continue
            for end in row[1:]:
                if end not in self.services:
                    self.fault(f"an order of something not listed: {end!r}")
            after.setdefault((row[0], row[1]), set()).add((row[0], row[2]))
        for first in list(after):
            if first in self.reached(after, first):
                self.fault(f"orders contradict each other at {first[1]!r}")

    @staticmethod
    def reached(after, first):
        found, waiting = set(), list(after.get(first, ()))
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting += after.get(one, ())
        return found

    def check_holes(self):
        wanted = {tuple(row) for row in self.rows.get("Holes", [])}
        unwanted = {tuple(row) for row in self.rows.get("No holes", [])}
        for row in sorted(wanted & unwanted):
            self.fault(f"a hole that must be and must not be: {row!r}")
        for row in sorted(wanted | unwanted):
            if len(row) != 2 or row[0].decode() not in self.kinds:
                self.fault(f"not a kind of hole: {row!r}")
                continue
            subject = unescaped(row[1])
            below = subject.rstrip(b"/") + b"/"
            if row[1] not in self.services and subject not in self.paths and not any(
                    path.startswith(below) for path in self.paths):
                self.fault(f"a hole about something that is not there: {row[1]!r}")


def kinds_of_holes():
    """The kinds that the first page explains, in its table."""
    kinds = set()
    for line in (HERE / "moto.EXPECT.md").read_text().split("\n"):
        if line.startswith("| `"):
            kinds.update(re.findall(r"`([a-z-]+)`", line.split("|")[1]))
    return kinds


def main():
    every = [HERE / "moto.EXPECT.md", *sorted((HERE / "traps").glob("*.EXPECT.md"))]
    pages = [Path(argument) for argument in sys.argv[1:]] or every
    faults = []
    for page in pages:
        tree = page.with_name(page.name.removesuffix(".EXPECT.md"))
        faults += Page(page, tree, kinds_of_holes()).check()
    for folder in sorted((HERE / "traps").glob("*/")):
        if folder.with_name(folder.name + ".EXPECT.md") not in every:
            faults.append(f"traps/{folder.name}: has no page")
    print("\n".join(faults + [f"{len(pages)} pages, {len(faults)} faults"]))
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
