"""Holds what scans told of Podman's containers against what lab-podman.sh made.

usage: lab_podman.py FOLDER
exit 0 when all holds, 1 with every difference named
"""

import json
import sys
from pathlib import Path

out = Path(sys.argv[1])
wrong = []


def check(holds, what):
    if not holds:
        wrong.append(what)


def told(document):
    """What a scan said of Podman's: what Docker's resting daemon says depends on its command line."""
    parts = {part: document[part] for part in ("items", "services", "stores", "dependencies")}
    return parts | {"places": [p for p in document["places"] if p["id"] != "local"]}


def service(document, end):
    return next((s for s in document["services"] if s["id"].endswith("/service/" + end)), {})


def rules(thing):
    return {e["rule"] for e in thing.get("evidence", [])}


one, two, socket = (
    json.loads((out / f"{name}.json").read_text()) for name in ("one", "two", "socket")
)
check((out / "before").read_text() == (out / "after").read_text(), "looking changed something")
check(not (out / "events").read_text().split(), "the engine was asked for more than to look")
check(told(one) == told(two), "looking twice tells two things")
check(told(one) == told(socket), "the socket tells something else than the command line")

names = sorted(
    s["id"].split("/service/")[1] for s in one["services"] if "container" in s["kinds"]
)
check(
    names == ["duo/app", "duo/store", "process/never", "process/paired", "process/stray"],
    f"services: {names}",
)
store, app = service(one, "duo/store"), service(one, "duo/app")
check(store.get("kinds") == ["compose", "container"], "the store is not one with its file")
check(store.get("stores") == ["local/store/anonymous/duo_store%3a%2fscratch", "local/store/volume/duo_kept"],
      f"the store's: {store.get('stores')}")
check(store.get("supervisors") == ["podman"], "who keeps the store")
check(app.get("ports") == [{"host": 18080, "container": 8080, "protocol": "tcp", "address": "127.0.0.1"}],
      f"the app's ports: {app.get('ports')}")
paired = service(one, "process/paired")
check([(p.get("host"), p["container"]) for p in paired.get("ports", [])] == [(18090, 9000)], f"the pod's: {paired}")
check("environment.nowhere" in rules(service(one, "process/stray")), "API_TOKEN is in no file")
edges = [e for e in one["dependencies"] if e["from"].endswith("duo/app") and e["kind"] == "network"]
check(
    [sorted(rules(e)) for e in edges] == [["env.url", "socket.connected"]], f"edges: {edges}"
)

stores = {s["id"]: s for s in one["stores"]}
loose = {i: s["class"] for i, s in stores.items() if "no container mounts" in str(s["evidence"])}
check(
    loose == {"local/store/volume/empty": "convenience", "local/store/volume/old_notes": "unknown"},
    f"loose volumes: {loose}",
)
inside = {i["path"]: i["class"] for i in one["items"] if i["place"] == "local/in/duo_app_1"}
check(inside.get("var/outbox/a.txt") == "state", f"inside: {inside}")
check(inside.get("etc/passwd") == "config", f"inside: {inside}")
modes = {i["path"]: i["mode"] for i in one["items"] if i["place"] == "local/in/duo_app_1"}
check(modes.get("") == "0755", f"the root inside: {modes}")
check("bin/busybox" not in inside, "what the image brought is told")
never = next((p for p in one["places"] if p["id"] == "local/in/never"), None)
check(never is not None and not never["coverage"][0]["looked"], "one that never ran was read")
containers = next(
    c for p in one["places"] if p["id"] == "local" for c in p["coverage"] if c["scope"] == "containers"
)
missing = [gap for gap in containers.get("missing", []) if "podman" in gap["what"]]
check(containers["looked"] and not missing, f"coverage: {containers}")
for path in out.glob("*.json"):
    for value in ("lab-value-one", "lab-value-two"):
        check(value not in path.read_text(), f"{value} stands in {path.name}")

for line in wrong:
    print(f"lab-podman: {line}", file=sys.stderr)
sys.exit(1 if wrong else 0)
