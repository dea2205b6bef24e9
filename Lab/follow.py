#!/usr/bin/env python3
"""Follows a migration-plan.md as a tired person would: top to bottom, a shell and ssh, no more.

usage: follow.py PLAN-FOLDER ANSWERS [--until STAGE] [--from STEP] [--verbose]

For each step: look first, run, look again; the first difference ends it with status 1 and says
what was to be seen and what was. ANSWERS is a table of PATTERN<tab>COMMAND: a question that the
document asks a person is answered by what the first fitting line says; the command, if there is
one, is what the person does about it before saying yes. A question without a line is a difference.
"""
import re
import subprocess
import sys
import time
from pathlib import Path

HEAD = re.compile(r"^### (\d+)\. (.*)$")
MARK = re.compile(r"^- \[ \] `([^`]+)` · (.*)$")
LOGIN = re.compile(r"\(`ssh ([^`]+)`\)")
FENCE = re.compile(r"^(`{3,})(\w*)$")


class Difference(Exception):
    pass


def parts(text):
    """The document as (kind, value): head, mark, block, line."""
    lines = iter(text.split("\n"))
    for line in lines:
        fence = FENCE.match(line)
        if not fence:
            yield "line", line
            continue
        body = []
        for inner in lines:
            if inner == fence[1]:
                break
            body.append(inner)
        yield ("block" if fence[2] == "sh" else "shown"), "\n".join(body)


def steps(text):
    """Each step: number, id, stage, place, and what it says in order."""
    stage, step = "", None
    for kind, value in parts(text):
        if kind == "line" and value.startswith("## "):
            if step:
                yield step
            step = None
            stage = value.removeprefix("## Stage: ") if value.startswith("## Stage: ") else ""
        elif kind == "line" and HEAD.match(value):
            if step:
                yield step
            step = {"number": HEAD.match(value)[1], "stage": stage, "title": HEAD.match(value)[2],
                    "says": []}
        elif step is not None and kind == "line" and MARK.match(value):
            step["id"] = MARK.match(value)[1]
            step["login"] = place(value)
        elif step is not None:
            step["says"].append((kind, value))
    if step:
        yield step


def place(line):
    login = LOGIN.search(line)
    return login[1] if login else None


class Follower:
    def __init__(self, folder, answers, verbose):
        self.folder, self.answers, self.verbose = folder, answers, verbose

    def shell(self, login, text):
        """A bash of its own, as the document's first page says."""
        text = "set -euo pipefail\numask 077\n" + text + "\n"
        where = ["ssh", login, "bash"] if login else ["bash"]
        done = subprocess.run(where, input=text, text=True, cwd=self.folder,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=600)
        if self.verbose:
            print(done.stdout + done.stderr, end="")
        return done

    def ask(self, question):
        for pattern, command in self.answers:
            if re.search(pattern, question):
                if command:
                    done = self.shell(None, command)
                    if done.returncode:
                        raise Difference(f"the person's own command failed: {command}\n{done.stderr}")
                return
        raise Difference(f"nobody has an answer to: {question}")

    def step(self, step):
        section, pending, login = "", None, step["login"]
        for kind, value in step["says"]:
            if kind == "line":
                if value.startswith("Undo:") or value.startswith("If it differs"):
                    return
                if value in ("Before, look:", "Run:", "Then look:"):
                    section, login = value, step["login"]
                elif value.startswith("Do: "):
                    self.ask(value[4:])
                elif value.startswith("See: ") and pending is not None:
                    self.see(pending, value[5:].rstrip())
                    pending, login = None, step["login"]
                elif re.match(r"^on \*\*.*:$", value):
                    login = place(value)
                elif re.match(r"^\*[^*].*\?\*$", value):
                    self.ask(value.strip("*"))
            elif kind == "block" and section == "Run:":
                done = self.shell(login, value)
                if done.returncode:
                    raise Difference(f"ended with {done.returncode}\n{done.stdout}{done.stderr}")
            elif kind == "block":
                pending = (value, self.shell(login, value))

    def see(self, pending, wanted):
        text, done = pending
        output = done.stdout.rstrip("\n")
        status = re.match(r"exit status (\d+)", wanted)
        equal = re.match(r"^`(.*)`\.$", wanted, re.S)
        like = re.match(r"^something that matches `(.*)`\.$", wanted, re.S)
        if status:
            good = done.returncode == int(status[1])
        elif equal:
            good = output == equal[1]
        elif like:
            good = re.fullmatch(like[1], output, re.S) is not None
        else:
            raise Difference(f"a person would not know how to see: {wanted}")
        if not good:
            raise Difference(f"$ {text}\nto see: {wanted}\nseen: {done.returncode} "
                             f"{output!r}\n{done.stderr}")


def table(path):
    rows = [line.split("\t") for line in Path(path).read_text().splitlines()
            if line and not line.startswith("#")]
    return [(row[0], row[1] if len(row) > 1 else "") for row in rows]


def option(words, name):
    return words[words.index(name) + 1] if name in words else None


def main():
    words = sys.argv[1:]
    folder, answers = Path(words[0]), table(words[1])
    until, first = option(words, "--until"), option(words, "--from")
    follower = Follower(folder, answers, "--verbose" in words)
    document = (folder / "migration-plan.md").read_text()
    for step in steps(document):
        if "id" not in step or not step["stage"]:
            continue
        if first and step["id"] != first:
            continue
        first = None
        if until and step["stage"] == until:
            return 0
        began = time.monotonic()
        try:
            follower.step(step)
        except (Difference, subprocess.TimeoutExpired) as difference:
            print(f"step {step['number']} {step['id']}: {difference}")
            return 1
        print(f"  {step['number']:>3} {step['id']}  {time.monotonic() - began:.1f} s", flush=True)
    return 0


sys.exit(main())
