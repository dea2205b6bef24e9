#!/usr/bin/env python3
"""Holds a scan against what a person wrote down: python expect.py BEDPLATE TREE EXPECT.md

Reads the fenced `tsv` blocks of EXPECT.md (Classes, Services, Edges, Holes, No holes, Order), runs
scan, holes and plan on TREE, prints every difference, and closes with 'N passed, N failed'.
"""
import fnmatch
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path


def blocks(text):
    """Heading -> rows of the tsv blocks below it."""
    found, heading, inside = {}, None, False
    for line in text.split("\n"):
        if line.startswith("## "):
            heading = line[3:].strip()
        elif line.startswith("```"):
            inside = not inside and line.startswith("```tsv")
        elif inside and heading and line.strip() and not line.startswith("#"):
            found.setdefault(heading, []).append(line.split("\t"))
    return found


def unescape(path):
    """EXPECT writes odd names with backslash escapes."""
    return path.encode().decode("unicode_escape").encode("latin-1").decode("utf-8", "replace") \
        if "\\" in path else path


def bedplate(program, *arguments):
    done = subprocess.run([program, *arguments], capture_output=True)
    if done.returncode not in (0, 1, 3):
        sys.exit(f"{program} {' '.join(arguments)}: exit {done.returncode}\n{done.stderr.decode()}")
    return done.stdout.decode()


class Score:
    def __init__(self):
        self.passed, self.failed = 0, 0

    def claim(self, holds, what):
        if holds:
            self.passed += 1
        else:
            self.failed += 1
            print("differs:", what)


def short(identifier):
    return re.sub(r"^local/service/", "", identifier)


def check_classes(rows, inventory, score):
    classes = {item["path"]: item for item in inventory["items"]}
    rollups = {rollup["path"]: rollup for rollup in inventory["rollups"]}
    for row in rows:
        pattern, wanted = unescape(row[0]), row[1]
        if wanted == "?":
            continue
        attributes = dict(a.split("=", 1) for a in (row[2] if len(row) > 2 else "").split(",") if "=" in a)
        if pattern.endswith("/"):
            folder = pattern.rstrip("/")
            below = [p for p in classes if p.startswith(folder + "/") and classes[p]["type"] == "file"]
            rolled = any(folder == r or folder.startswith(r + "/") or r.startswith(folder + "/") for r in rollups)
            score.claim(rolled or (below and all(classes[p]["class"] == wanted for p in below)),
                        f"{pattern}: not rolled up as {wanted}")
            continue
        matched = [p for p in classes if p == pattern] or [p for p in classes if fnmatch.fnmatchcase(p, pattern)]
        if not matched and wanted == "convenience":
            matched_rollup = any(pattern.startswith(r + "/") for r in rollups)
            score.claim(matched_rollup, f"{pattern}: not in the inventory")
            continue
        score.claim(bool(matched), f"{pattern}: not in the inventory")
        for path in matched:
            item = classes[path]
            score.claim(item["class"] == wanted, f"{path}: {item['class']}, expected {wanted} "
                        f"({'; '.join(e['rule'] for e in item['evidence'])})")
            for key, value in attributes.items():
                have = item.get(key, {"secret": "none", "restore": "normal", "exclusivity": "shareable",
                                      "export": "hot-copy"}.get(key))
                if key in ("secret", "restore", "exclusivity", "export"):
                    score.claim(have == value, f"{path}: {key} is {have}, expected {value}")


def check_services(rows, inventory, score):
    services = {short(s["id"]): s for s in inventory["services"]}
    wanted = {row[0] for row in rows}
    for row in rows:
        service = services.get(row[0])
        if service is None and row[3:] == ["optional"]:
            continue
        score.claim(service is not None, f"service {row[0]} was not found")
        if service and len(row) > 2 and row[2] in ("yes", "no"):
            score.claim(service.get("holds_state", False) == (row[2] == "yes"),
                        f"service {row[0]}: holds state should be {row[2]}")
    for name in sorted(set(services) - wanted):
        score.claim(False, f"service {name} is invented")


def check_edges(rows, inventory, score):
    def ends(dependency):
        return short(dependency["from"]), short(dependency["to"]), dependency["kind"]
    service_kinds = {"start-order", "network", "schedule", "supervises"}
    have = {ends(d) for d in inventory["dependencies"]}
    wanted = {(r[0], r[1], r[2]) for r in rows}
    optional = {(r[0], r[1], r[2]) for r in rows if r[4:] == ["optional"]}
    names = {short(s["id"]) for s in inventory["services"]}
    for edge in sorted(wanted - optional):
        if edge[2] in service_kinds:
            score.claim(edge in have, f"edge {' -> '.join(edge[:2])} ({edge[2]}) was not found")
    for edge in sorted(have - wanted):
        if edge[2] in service_kinds and edge[1] in names:
            score.claim(False, f"edge {' -> '.join(edge[:2])} ({edge[2]}) is invented")


def check_order(rows, plan, score):
    steps = [step for stage in plan["stages"] for step in stage["steps"]]
    for row in rows:
        verb, before, after = row[:3]
        at = {short(step["subject"]): n for n, step in enumerate(steps) if step["does"] == verb}
        score.claim(before in at and after in at and at[before] < at[after],
                    f"{verb} of {before} does not come before {after}")


def main():
    program, tree, expect = sys.argv[1:4]
    wanted = blocks(Path(expect).read_text(errors="surrogateescape"))
    score = Score()
    with tempfile.TemporaryDirectory() as folder:
        inventory_file = Path(folder) / "inventory.json"
        inventory_file.write_text(bedplate(program, "scan", tree, "--json", "--no-history"))
        inventory = json.loads(inventory_file.read_text())
        for total in inventory["totals"]:
            walked = sum(total["walked"].values())
            score.claim(walked == total["listed"] + total["rolled_up"] + total["excluded"] + total["unread"],
                        f"the accounts of {total['root']} do not close")
        if "Classes" in wanted:
            check_classes(wanted["Classes"], inventory, score)
        if "Services" in wanted:
            check_services(wanted["Services"], inventory, score)
        if "Edges" in wanted:
            check_edges(wanted["Edges"], inventory, score)
        if "Order" in wanted:
            plan = json.loads(bedplate(program, "plan", "--to", "metal", "--from", str(inventory_file),
                                       "--out", str(Path(folder) / "plan"), "--json"))
            check_order(wanted["Order"], plan, score)
        if "Holes" in wanted or "No holes" in wanted:
            check_holes(wanted, program, inventory_file, score)
    print(f"{score.passed} passed, {score.failed} failed")
    sys.exit(1 if score.failed else 0)


SLUGS = Path(__file__).with_name("hole-slugs.tsv")


def check_holes(wanted, program, inventory_file, score):
    """A slug names a rule; a subject is compared by the end of its id."""
    rules = dict(line.split("\t") for line in SLUGS.read_text().splitlines() if line.strip())
    holes = json.loads(bedplate(program, "holes", "--snapshot", str(inventory_file), "--json"))["holes"]
    have = [(hole["rule"], short(hole["subject"])) for hole in holes]

    def found(slug, subject):
        return any(rule == rules.get(slug) and (have_subject == subject or have_subject.endswith("/" + subject)
                                                or have_subject.endswith("//" + subject))
                   for rule, have_subject in have)
    for row in wanted.get("Holes", []):
        score.claim(found(row[0], unescape(row[1])), f"hole {row[0]} about {row[1]} was not found")
    for row in wanted.get("No holes", []):
        score.claim(not found(row[0], unescape(row[1])), f"hole {row[0]} about {row[1]} should not be there")


if __name__ == "__main__":
    main()
