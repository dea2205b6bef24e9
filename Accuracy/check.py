#!/usr/bin/env python3
"""Verify that every file of every labelled workspace is covered by exactly one label.

Usage: check.py [CORPUS-FOLDER]. With a corpus folder, corpus.tsv is checked against it too.
Exit status 0 when everything is covered, 1 otherwise.
"""
import fnmatch
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
CLASSES = {"identity", "state", "config", "convenience", "unknown", "?"}
SECRETS = {"none", "material", "embedded", "content", "?"}
EDGE_KINDS = {"start-order", "network", "data", "secret", "config", "schedule", "supervises"}
MOST_BYTES_OF_A_FILE = 300_000
MOST_BYTES_OF_ALL = 8_000_000


def rows(path):
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    return [line.split("\t") for line in lines[1:] if line]


def matches(pattern, path):
    if pattern.endswith("/"):
        return path.startswith(pattern)
    if any(letter in pattern for letter in "*?["):
        return pattern.count("/") == path.count("/") and fnmatch.fnmatchcase(path, pattern)
    return pattern == path


def files_below(root):
    for folder, folders, names in os.walk(root):
        links = [name for name in folders if os.path.islink(os.path.join(folder, name))]
        for name in names + links:
            yield os.path.relpath(os.path.join(folder, name), root)


def faults_of_vocabulary(path, table):
    for row in table:
        if len(row) < 3 or row[1] not in CLASSES or row[2] not in SECRETS:
            yield f"{path}: bad row {row}"


def faults_of_workspace(name):
    base = os.path.join(HERE, "workspaces", name)
    table = rows(base + ".labels.tsv")
    yield from faults_of_vocabulary(name, table)
    used = set()
    for path in files_below(base):
        hits = [row[0] for row in table if matches(row[0], path)]
        used.update(hits)
        if len(hits) != 1:
            yield f"{name}: {path}: {len(hits)} labels {hits}"
        full = os.path.join(base, path)
        if not os.path.islink(full) and os.path.getsize(full) > MOST_BYTES_OF_A_FILE:
            yield f"{name}: {path}: over {MOST_BYTES_OF_A_FILE} bytes"
    for row in table:
        if row[0] not in used:
            yield f"{name}: label {row[0]} covers nothing"
    yield from faults_of_stack(name, base)


def faults_of_stack(name, base):
    if not os.path.exists(base + ".services.tsv"):
        return
    known = {row[0] for row in rows(base + ".services.tsv")}
    for row in rows(base + ".services.tsv"):
        if row[1] not in {"yes", "no", "?"}:
            yield f"{name}: service row {row}"
    for row in rows(base + ".edges.tsv") if os.path.exists(base + ".edges.tsv") else []:
        ends = [row[0], row[1]]
        if row[2] not in EDGE_KINDS:
            yield f"{name}: edge kind {row}"
        for end in ends:
            if end not in known and "service/external/" not in end:
                yield f"{name}: edge names an unlisted service {end}"
    for row in rows(base + ".order.tsv") if os.path.exists(base + ".order.tsv") else []:
        if row[0] not in {"stop", "start"} or not {row[1], row[2]} <= known:
            yield f"{name}: order row {row}"


def faults_of_corpus(folder):
    table = rows(os.path.join(HERE, "corpus.tsv"))
    yield from faults_of_vocabulary("corpus.tsv", table)
    there = {path for path in files_below(folder) if "/" in path}
    listed = [row[0] for row in table]
    for path in sorted(there - set(listed)):
        yield f"corpus: {path}: no label"
    for path in sorted(set(listed) - there):
        yield f"corpus: {path}: labelled but absent"
    if len(listed) != len(set(listed)):
        yield "corpus: a path is labelled twice"


def main():
    workspaces = sorted(
        entry[: -len(".labels.tsv")]
        for entry in os.listdir(os.path.join(HERE, "workspaces"))
        if re.search(r"\.labels\.tsv$", entry)
    )
    faults = [fault for name in workspaces for fault in faults_of_workspace(name)]
    for name in workspaces:
        count = sum(1 for _ in files_below(os.path.join(HERE, "workspaces", name)))
        print(f"{name}: {count} files")
    size = sum(
        os.path.getsize(os.path.join(HERE, path))
        for path in files_below(HERE)
        if not os.path.islink(os.path.join(HERE, path))
    )
    if size > MOST_BYTES_OF_ALL:
        faults.append(f"all together {size} bytes, over {MOST_BYTES_OF_ALL}")
    if len(sys.argv) > 1:
        faults += faults_of_corpus(sys.argv[1])
    for fault in faults:
        print(fault)
    print(f"{len(workspaces)} workspaces, {size} bytes, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
