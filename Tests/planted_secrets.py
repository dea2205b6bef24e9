#!/usr/bin/env python3
"""200 planted secrets in ten carriers: python planted_secrets.py BEDPLATE SCRATCH

Plants random values the way people do, runs every command that prints or keeps something, and
looks for any 8-byte piece of any value in all output, in the plan and in the history's file.
Closes with 'N passed, N failed', one claim for each secret.
"""
import json
import os
import random
import sqlite3
import string
import subprocess
import sys
from pathlib import Path

bedplate, scratch = sys.argv[1], Path(sys.argv[2]) / "secrets"
tree, out = scratch / "tree", scratch / "out"
tree.mkdir(parents=True)
out.mkdir()
pick = random.Random(20261121)


def value(length=28):
    return "".join(pick.choices(string.ascii_letters + string.digits, k=length))


planted = []


def plant(count, make):
    for number in range(count):
        secret = value()
        planted.append(secret)
        make(number, secret)


def dotenv(number, secret):
    with open(tree / ".env", "a") as file:
        file.write(f"SERVICE{number}_API_KEY={secret}\n")


def compose(number, secret):
    service = (f"  s{number}:\n    image: example/app:1.{number}\n    environment:\n      DB_PASSWORD: {secret}\n"
               f"    command: [\"serve\", \"--token\", \"{secret}\", \"--auth={secret}\"]\n"
               f"    labels: [\"auth.basic={secret}\"]\n"
               f"    healthcheck: {{test: [\"CMD\", \"curl\", \"-H\", \"X-Key: {secret}\", \"http://localhost/\"]}}\n")
    with open(tree / "compose.yaml", "a") as file:
        file.write(("services:\n" if number == 0 else "") + service)


def dsn(number, secret):
    (tree / "config").mkdir(exist_ok=True)
    (tree / "config" / f"app{number}.yaml").write_text(f"database:\n  url: postgres://app:{secret}@db{number}.internal:5432/app\n")


def unit(number, secret):
    folder = tree / ".config/systemd/user"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"job{number}.service").write_text(
        f"[Service]\nEnvironment=TOKEN={secret}\nExecStart=/usr/bin/env worker --password {secret} {secret}\n")


def crontab(number, secret):
    with open(tree / "crontab", "a") as file:
        file.write(f"{number} 3 * * * curl -u admin:{secret} https://hook.example.net/{secret}\n")


def transcript(number, secret):
    folder = tree / "sessions"
    folder.mkdir(exist_ok=True)
    with open(folder / "s.jsonl", "a") as file:
        file.write(json.dumps({"role": "user", "content": f"my password is {secret}, use api_key={secret}"}) + "\n")


def script(number, secret):
    (tree / f"run{number}.sh").write_text(f"#!/bin/sh\nexport API_TOKEN='{secret}'\ncurl -H 'Authorization: Bearer {secret}' http://api{number}:80/\n")


def database(number, secret):
    with sqlite3.connect(tree / "memory.db") as base:
        base.execute("create table if not exists credentials (name text, token text)")
        base.execute("insert into credentials values (?, ?)", (f"n{number}", f"api_key={secret}"))


def document(number, secret):
    with open(tree / "TOOLS.md", "a") as file:
        file.write(f"- box {number}: ssh root@box{number}, password: {secret}\n")


def settings(number, secret):
    (tree / f"agent{number}.json").write_text(json.dumps(
        {"mcpServers": {f"m{number}": {"command": "npx", "args": ["-y", "server", f"--key={secret}"], "env": {"KEY": secret}}}}))


for make in (dotenv, compose, dsn, unit, crontab, transcript, script, database, document, settings):
    plant(20, make)

environment = dict(os.environ, BEDPLATE_HISTORY=str(out / "history.db"))


def run(name, *arguments):
    done = subprocess.run([bedplate, *arguments], capture_output=True, env=environment)
    if done.returncode not in (0, 1, 3):
        print(f"{name}: exit {done.returncode}: {done.stderr.decode()[:300]}")
        sys.exit(1)
    (out / f"{name}.stdout").write_bytes(done.stdout)
    (out / f"{name}.stderr").write_bytes(done.stderr)
    return done.stdout


inventory = json.loads(run("scan-json", "scan", str(tree), "--json"))
run("scan", "scan", str(tree))
run("show", "show", "--holding-secrets")
run("holes", "holes")
run("holes-json", "holes", "--json")
run("graph", "graph", "--format", "dot")
for service in inventory["services"][:40]:
    run("explain-" + service["name"].replace("/", "_"), "explain", service["id"])
for path in (".env", "crontab", "memory.db", "TOOLS.md"):
    run("explain" + path.replace("/", "_"), "explain", str(tree / path))
run("plan", "plan", "--to", "metal", "--out", str(out / "plan"))
run("plan-json", "plan", "--to", "metal", "--out", str(out / "plan2"), "--json")
with open(tree / "TOOLS.md", "a") as file:
    file.write(f"- new box: password: {planted[0]}x\n")
run("again", "scan", str(tree))
run("diff", "diff")
run("diff-json", "diff", "--json")
run("log", "log")

pieces = {}
for index, secret in enumerate(planted):
    for start in range(len(secret) - 7):
        pieces[secret[start:start + 8].encode()] = index
leaked = {}
kept = [path for path in out.rglob("*") if path.is_file()]
for path in kept:
    content = path.read_bytes()
    for start in range(len(content) - 7):
        index = pieces.get(content[start:start + 8])
        if index is not None:
            leaked.setdefault(index, path.relative_to(out))
for index, path in sorted(leaked.items()):
    print(f"secret {index} (carrier {index // 20}) stands in {path}")
print(f"{len(planted) - len(leaked)} passed, {len(leaked)} failed")
sys.exit(1 if leaked else 0)
