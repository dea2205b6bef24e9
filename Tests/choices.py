#!/usr/bin/env python3
"""What a person chooses, at the command line: python choices.py BEDPLATE

Ways that a policy names and that cannot be taken; which of several kept exports a recovery is made
from. Works in a folder of its own; closes with 'N passed, N failed'.
"""
import hashlib
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

from cli_desk import Desk, claim, told


def a_way(desk):
    """78: a strategy of the policy that is shut, and one that nobody knows."""
    policy = desk.folder / "ways.yaml"

    def named(strategy, service="postgres"):
        policy.write_text(f"format: 1\nservices: {{{service}: {{strategy: {strategy}}}}}\n")
        return ("plan", "--to", "metal", "--out", "way", "--policy", policy)

    desk.ends(78, *named("vendor-binary"), says="services.postgres.strategy: 'vendor-binary' is no")
    desk.ends(78, *named("package", "redis"), says="services.redis.strategy: 'package' is shut")
    claim(not (desk.folder / "way").exists(), "and no plan is written")
    done = desk.ends(78, *named("vendor-binary"), says="open are ")
    ways = done.stderr.decode().split("open are ")[1].split("\n")[0].split(", ")
    claim("rootfs" in ways, f"the ways that are open are told: {ways}")
    done = desk.run(*named("rootfs"))
    claim(done.returncode in (0, 3), f"one that is open is taken: {done.stderr.decode()}")
    shutil.rmtree(desk.folder / "way")


def digest(data):
    return hashlib.sha256(data).hexdigest()


def kept(folder, about, moment, run):
    """Exports of one place, sealed as the scripts of a plan seal them."""
    folder.mkdir(parents=True)
    lines = []

    def put(name, data):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)
        return f"{digest(data)}  {name}\n"

    lines.append(put("ABOUT-local.json", about))
    lines.append(put("TAKEN-local", f"{moment}\nplan {'a' * 64}\nrun {run}\n".encode()))
    for entry in json.loads(about)["entries"]:
        below = entry["folder"]
        sums = f"{digest(b'piece')}  ./piece\n"
        put(f"{below}/piece", b"piece")
        lines.append(put(f"{below}/SHA256SUMS", sums.encode()))
    (folder / "MANIFEST-local").write_text("".join(lines))


def a_generation(desk):
    """Of several runs' exports the newest whole ones are taken, or those that are named."""
    desk.run("plan", "--to", "metal", "--out", "first")
    about = (desk.folder / "first/files/exports/local.json").read_bytes()
    piece = json.loads(about)["entries"][0]["folder"] + "/piece"
    there = desk.folder / "kept"
    for name, moment, run in [("local.2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", "jan"),
                              ("local.2026-02-01T00:00:00Z", "2026-02-01T00:00:00Z", "feb"),
                              ("local", "2026-03-01T00:00:00Z", "mar")]:
        kept(there / name, about, moment, run)

    def recovered(status, *words, exports=there, says=None):
        shutil.rmtree(desk.folder / "back", ignore_errors=True)
        done = desk.ends(status, "plan", "--recover", "--exports", exports, "--to", "metal",
                         "--out", "back", *words, says=says)
        plan = desk.folder / "back/plan.json"
        used = json.loads(plan.read_text())["recovery"] if plan.exists() else []
        return [os.path.basename(each["folder"]) for each in used], done.stderr.decode()

    used, said = recovered(3, says="taken are the exports of 2026-03-01T00:00:00Z  run mar")
    claim(used == ["local"], f"the newest is taken: {used}")
    claim("2026-02-01T00:00:00Z  run feb, plan aaaaaaaaaaaa, of local: whole" in said,
          f"the others are told: {said}")
    (there / "local" / piece).unlink()
    used, said = recovered(3, says="taken are the exports of 2026-02-01T00:00:00Z  run feb")
    claim(used == ["local.2026-02-01T00:00:00Z"], f"the newest whole one is taken: {used}")
    claim("not whole: " in said, f"what is not whole is told: {said}")
    for word in ("jan", "2026-01-01T00:00:00Z", "local.2026-01-01T00:00:00Z"):
        used, _ = recovered(3, "--generation", word)
        claim(used == ["local.2026-01-01T00:00:00Z"], f"{word} names one: {used}")
    used, _ = recovered(3, exports=there / "local.2026-01-01T00:00:00Z")
    claim(used == ["local.2026-01-01T00:00:00Z"], f"a folder names one: {used}")
    recovered(64, "--generation", "april", says="'april' is none of the exports")
    recovered(64, "--generation", "aaaa", says="'aaaa' is 3 of the exports")
    recovered(65, "--generation", "mar", says="not whole")
    recovered(65, exports=there / "local", says="not whole")
    for name in ("local.2026-01-01T00:00:00Z", "local.2026-02-01T00:00:00Z"):
        (there / name / "TAKEN-local").write_text("2026-04-01T00:00:00Z\n")
    recovered(65, says="no exports in")
    desk.ends(64, "plan", "--to", "metal", "--generation", "jan", says="goes with --recover")


def main():
    program = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory(prefix="bedplate-choices-") as scratch:
        desk = Desk(program, Path(scratch))
        tree = desk.moto()
        compose = tree / "compose.yaml"
        compose.write_text(compose.read_text().replace("redis:7.0.15", "redis:8.0"))
        desk.run("scan", tree)
        a_way(desk)
        a_generation(desk)
    return told()


sys.exit(main())
