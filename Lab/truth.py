"""Holds what a scan told of one host against TRUTH.tsv: every `find` row, no `absent` row.

usage: truth.py HOST INVENTORY HOLES [OUTPUT…]
       HOST: with a colon behind it for a scan of the whole host
       OUTPUT: files in which no planted value may occur, byte for byte
exit 0 when all holds, 1 with every difference named
"""

import json
import sys
from pathlib import Path
from urllib.parse import unquote

wrong = []
ANYWHERE = {None, "0.0.0.0", "::"}


class Told:
    """What the documents say of one host."""

    def __init__(self, host, inventory, holes):
        self.services = inventory["services"]
        self.stores = inventory["stores"]
        self.edges = inventory["dependencies"]
        self.holes = holes["holes"]
        self.items = inventory["items"]
        self.places = inventory["places"]
        self.place = "ssh:" + host.rstrip(":")

    def named(self, name):
        """Ids that a name of the page may mean: services, and stores by name or path."""
        found = {s["id"] for s in self.services if self.label(s["id"]) == name}
        return found | {s["id"] for s in self.stores if self.is_store(s, name)}

    def label(self, id):
        return unquote(id.split("/")[-1])

    def is_store(self, store, name):
        label = self.label(store["id"])
        if name in (label, store.get("path")):
            return True
        service, _, path = name.partition(" ")
        if not path.startswith("/"):
            return False
        told = [e["says"] for e in store.get("evidence", [])]
        owned = label.partition(":")[0].partition("/")[0].endswith("_" + service)
        return owned and (label.endswith(":" + path) or any(path in text for text in told))

    def service(self, name):
        return any(name in s["id"].split("/service/")[1].split("/") for s in self.services)

    def store(self, name):
        if name.endswith(" anonymous volume"):
            ending = "_" + name.split()[0]
            kept = [s for s in self.stores if s["kind"] == "anonymous"]
            return any(self.label(s["id"]).partition(":")[0].endswith(ending) for s in kept)
        return any(self.is_store(s, name) for s in self.stores)

    def port(self, name):
        where, _, number = name.removesuffix("/tcp").rpartition(":")
        if " " in name:
            where, _, number = name.removesuffix("/tcp").partition(" ")
            ports = [p for s in self.services if s["name"] == where for p in s.get("ports", [])]
            return any(p["container"] == int(number) and not p.get("host") for p in ports)
        ports = [p for s in self.services for p in s.get("ports", []) if p.get("host")]
        address = where.strip("[]")
        for port in ports:
            told = port.get("address")
            fits = told in ANYWHERE if address in ("", *ANYWHERE) else told == address
            if fits and (number == "*" and port["host"] > 32767 or str(port["host"]) == number):
                return True
        return False

    def edge(self, name):
        start, end = (self.named(part.strip()) for part in name.split(">"))
        seen, ahead = set(), list(start)
        while ahead:
            at = ahead.pop()
            for edge in self.edges:
                if edge["from"] == at and edge["to"] not in seen:
                    seen.add(edge["to"])
                    ahead.append(edge["to"])
        return bool(seen & end)

    def item(self, name):
        container, colon, path = name.partition(":")
        place = f"{self.place}/in/{container}" if colon else self.place
        path = path if colon else name
        return any(
            i["place"] == place and i["root"].rstrip("/") + "/" + i["path"] == path
            for i in self.items
        )

    def told(self, path, rule):
        return any(
            i["root"].rstrip("/") + "/" + i["path"] == path
            and any(e["rule"] == rule for e in i["evidence"])
            for i in self.items
        )

    def fact(self, name):
        area, name = name.split(" ", 1)
        host = next(p for p in self.places if p["id"] == self.place)["host"]
        return {
            "user": lambda: any(
                u["name"] == name and u["uid"] == 1001 and u["lingers"] and "docker" in u["groups"]
                for u in host["users"]
            ),
            "group": lambda: any(
                g["name"] == name and "moto" in g.get("members", []) for g in host["groups"]
            ),
            "sudo": lambda: any(
                g["who"] == name and g["no_password"] and "systemctl" in g["commands"][0]
                for g in host.get("sudo", [])
            ),
            "sshd": lambda: next(s["value"] for s in host["sshd"] if s["name"] == name) == "no",
            "firewall": lambda: any(
                f"{c['table']}/{c['name']}" == name for c in host["firewall"]
            ),
        }[area]()

    def hole(self, rule, *names):
        texts = [json.dumps(h) for h in self.holes if h["rule"] == rule]
        return any(all(name in unquote(text) for name in names) for text in texts)

    def trap(self, name):
        return {
            "writable layer": lambda: self.told_of_layer("/etc/gateway/tuned.json")
            and self.told_of_layer("/var/lib/outbox/letters.db"),
            "anonymous volume": lambda: any(
                s["kind"] == "anonymous" and s["class"] == "state" for s in self.stores
            ),
            "environment-only secret": lambda: self.hole("BP0603", "GATEWAY_TOKEN"),
            "environment of a process": lambda: self.hole("BP0603", "VOICE_KEY"),
            "started by hand": lambda: self.hole("BP0602", "voice.py"),
            "declared nowhere": lambda: self.hole("BP0602", "pinboard"),
            "sudo": lambda: self.hole("BP0608", "moto-tide.service"),
            "unused volume": lambda: any(
                s["kind"] == "volume" and "before_upgrade" in s["id"]
                and any("no container mounts" in e["says"] for e in s["evidence"])
                for s in self.stores
            ),
            "failed unit": lambda: any(
                s["name"] == "moto-printer.service"
                and any("fail" in e["says"] for e in s["evidence"])
                for s in self.services
            ),
            "work only here": lambda: self.told_of_root(["remote", "stash"]),
            "owner by number": lambda: any(
                s["id"].endswith("volume/moto_pgdata")
                and any("uid 101, sshd here" in e["says"] for e in s["evidence"])
                for s in self.stores
            ),
            "same number, two names": lambda: any(
                s["name"] == "gateway" and "1001" in s.get("user", "") for s in self.services
            ),
        }[name]()

    def told_of_layer(self, path):
        layers = [s for s in self.stores if s["kind"] == "layer"]
        return any(path in e["says"] for s in layers for e in s["evidence"])

    def told_of_root(self, words):
        told = [i.get("evidence", []) for i in self.items if i["path"] in ("", ".git")]
        text = json.dumps(told)
        return all(word in text for word in words)

    def find(self, kind, name):
        return {
            "service": self.service,
            "store": self.store,
            "port": self.port,
            "edge": self.edge,
            "item": self.item,
            "own": lambda path: self.told(path, "package.none"),
            "changed": lambda path: self.told(path, "package.changed"),
            "fact": self.fact,
            "trap": self.trap,
        }[kind](name)


def rows(host):
    page = Path(__file__).with_name("TRUTH.tsv").read_text()
    for line in page.splitlines():
        if line and not line.startswith("#"):
            verdict, where, kind, name, _ = line.split("\t")
            if where == host:
                yield verdict, kind, name


def main():
    host, inventory, holes, *outputs = sys.argv[1:]
    told = Told(host, json.loads(Path(inventory).read_text()), json.loads(Path(holes).read_text()))
    bytes_told = {path: Path(path).read_bytes() for path in [inventory, holes, *outputs]}
    count = 0
    for verdict, kind, name in rows(host):
        count += 1
        if kind == "secret":
            spilled = [path for path, data in bytes_told.items() if name.encode() in data]
            wrong.extend(f"a planted value is in {Path(path).name}" for path in spilled)
        elif told.find(kind, name) != (verdict == "find"):
            wrong.append(f"{'missed' if verdict == 'find' else 'invented'}: {kind} {name}")
    for line in wrong:
        print(f"  {host}: {line}", file=sys.stderr)
    print(f"  {host}: {count - len(wrong)} of {count} lines of TRUTH.tsv hold")
    return 1 if wrong or not count else 0


if __name__ == "__main__":
    sys.exit(main())
