"""Holds what a scan of the running lab told against what was put there, typed by hand.

usage: lab_running.py FOLDER   exit 0 when all holds, 1 with every difference named
"""

import json
import sys
from pathlib import Path

SERVICES = {
    "duo/app": ["compose", "container"],
    "duo/store": ["compose", "container"],
    "process/stray-one": ["container"],
}
PORTS = {"duo/app": {(18080, 8080)}, "duo/store": {(None, 7000)}, "process/stray-one": set()}
STORES = {
    "anonymous/duo_app%3a%2fscratch": "convenience",
    "anonymous/duo_store%3a%2fscratch": "convenience",
    "anonymous/stray-one%3a%2fscratch": "convenience",
    "layer/duo_app": "state",
    "volume/old_notes": "unknown",
    "volume/pair_kept": "state",
}
VALUES = ["lab-value-one", "lab-value-two"]
AREAS = [
    "containers", "files", "firewall", "mounts", "packages", "processes", "schedules", "sockets",
    "sshd", "sudo", "units", "users",
]
# Reading what a container wrote: its archive, and the engine's own count of its volumes' users.
READING = {"container archive-path", "volume mount", "volume unmount"}

wrong = []


def hold(what, found, expected):
    if found != expected:
        wrong.append(f"{what}: found {found}, expected {expected}")


def load(folder, name):
    return json.loads((folder / name).read_text())


def inside(document):
    """Services of the lab; what else the machine runs is not the lab's to know."""
    names = {}
    for service in document["services"]:
        short = service["id"].removeprefix("local/service/")
        group = short.split("/")[0]
        if group in ("duo", "pair") or short == "process/stray-one":
            names[short] = service
    return names


def check_services(document):
    services = inside(document)
    hold("services", {k: v["kinds"] for k, v in services.items()}, SERVICES)
    for name, expected in PORTS.items():
        ports = services.get(name, {}).get("ports", [])
        hold(f"ports of {name}", {(p.get("host"), p["container"]) for p in ports}, expected)
    hold("restart", services["duo/store"].get("restart"), "unless-stopped")
    hold("stray's variables", services["process/stray-one"].get("environment"), ["API_TOKEN"])
    for name, service in services.items():
        hold(f"digest of {name}", service.get("image_digest", "").split(":")[0], "sha256")


def check_stores(document):
    found = {
        store["id"].removeprefix("local/store/"): store["class"]
        for store in document["stores"]
        if store["kind"] != "bind"
    }
    hold("stores", found, STORES)
    layer = next(s for s in document["stores"] if s["kind"] == "layer")
    hold("layer", [e["says"] for e in layer["evidence"]], ["wrote /var/outbox/a.json, state"])


def check_edge(document):
    edges = [
        e
        for e in document["dependencies"]
        if e["from"].endswith("duo/app") and e["to"].endswith("duo/store")
        and e["kind"] == "network"
    ]
    hold("edges from app to store", len(edges), 1)
    bases = {e["basis"] for edge in edges for e in edge["evidence"]}
    hold("the edge was declared or inferred, and seen", "observed" in bases and len(bases) > 1, True)


def coverage(document):
    return {line["scope"]: line for line in document["places"][0]["coverage"]}


def rules(document):
    return {(h["rule"], h["subject"].removeprefix("local/")) for h in document["holes"]}


def check_holes(folder):
    open_ones = rules(load(folder, "holes.json"))
    for expected in [
        ("BP0202", "service/duo/app"),
        ("BP0602", "service/process/stray-one"),
        ("BP0603", "service/process/stray-one"),
        ("BP0607", "store/volume/old_notes"),
    ]:
        hold(f"hole {expected}", expected in open_ones, True)
    hold("nothing is missing yet", [h for h in open_ones if h[0] == "BP0601"], [])
    later = rules(load(folder, "holes-without.json"))
    hold("the removed one is missed", ("BP0601", "service/duo/store") in later, True)


def check_nobody(document):
    seen = coverage(document)
    hold("nobody sees containers", seen["containers"]["looked"], False)
    hold("and is told who does", "root" in seen["containers"]["missing"][0]["privilege"], True)
    hold("nobody joins all sockets", bool(seen["sockets"].get("missing")), True)


def main():
    folder = Path(sys.argv[1])
    one = load(folder, "one.json")
    check_services(one)
    check_stores(one)
    check_edge(one)
    hold("areas", sorted(coverage(one)), AREAS)
    hold("areas looked at", all(line["looked"] for line in coverage(one).values()), True)
    hold("a second scan", load(folder, "two.json")["snapshot"]["id"], one["snapshot"]["id"])
    check_holes(folder)
    check_nobody(load(folder, "nobody.json"))
    without = inside(load(folder, "without.json"))["duo/store"]
    hold("removed", without["kinds"], ["compose"])
    for name in ["one.json", "nobody.json", "holes.json"]:
        text = (folder / name).read_text()
        hold(f"values in {name}", [v for v in VALUES if v in text], [])
    hold("the place", (folder / "after").read_text(), (folder / "before").read_text())
    events = set((folder / "events").read_text().splitlines())
    hold("the engine's events", events - READING, set())
    written = [i["path"] for i in one["items"] if i["place"] == "local/in/pair_app_1"]
    hold("what the container wrote", written[-1], "var/outbox/a.json")
    for line in wrong:
        print("lab-running:", line, file=sys.stderr)
    if not wrong:
        print("lab-running: what runs is what was started")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
