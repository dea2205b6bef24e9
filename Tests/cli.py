#!/usr/bin/env python3
"""What scripts rely on at the command line: python cli.py BEDPLATE

Exit statuses, where words go, and that names cannot steer a terminal. Works in a folder of its own;
prints every claim that does not hold and closes with 'N passed, N failed'.
"""
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

from cli_desk import Desk, claim, told


def the_command_line(desk):
    desk.ends(64, "scna", says="did you mean 'scan'?")
    desk.ends(64, "scan", "--depe", says="--deep")
    desk.ends(64, "plan", says="--to")
    desk.ends(64, "holes", "--fail-on", "dire")
    desk.ends(64, "completions", "tcsh")
    desk.ends(0, "--version")
    for verb in ["scan", "show", "explain", "graph", "impact", "holes", "plan", "check", "diff",
                 "log", "history", "doctor", "completions", "help"]:
        done = desk.ends(0, "help", verb)
        claim(b"EXIT STATUS" in done.stdout, f"help {verb} has its exit statuses")


def what_is_not_there(desk):
    desk.ends(66, "scan", desk.folder / "nowhere", says="nowhere")
    desk.ends(66, "show", says="bedplate: hint: ")
    desk.ends(66, "check", desk.folder, says="no plan")
    desk.ends(66, "show", "./nowhere.json")


def a_workspace(desk, tree):
    done = desk.run("scan", tree)
    claim(done.returncode in (0, 3), "the fixture scans")
    claim(done.stderr == b"", f"a scan without a terminal tells no progress: {done.stderr!r}")
    told = desk.ends(0, "diff").stdout
    claim(b"first snapshot: nothing to compare" in told, f"a first snapshot stands alone: {told}")
    claim(desk.ends(0, "diff", "--quiet").stdout == b"", "and quietly says nothing")
    desk.ends(66, "diff", "latest~1", says="latest~1")
    desk.ends(66, "show", "nosuch", says="nosuch")
    desk.ends(66, "explain", "nosuch.md", says="nosuch.md")
    desk.ends(66, "impact", "nosuch")
    desk.ends(0, "holes")
    desk.ends(1, "holes", "--fail-on", "high")
    desk.ends(0, "explain", "SOUL.md", cwd=tree)
    desk.ends(0, "impact", "postgres")


def every_document(desk, tree):
    for words in [["scan", tree], ["show"], ["explain", "postgres"], ["graph"], ["holes"],
                  ["impact", "postgres"], ["plan", "--to", "metal", "--out", "j"], ["check", "j"],
                  ["diff"], ["log"], ["history", "list"], ["doctor"]]:
        done = desk.run(*words, "--json")
        shown = " ".join(map(str, words))
        claim(done.returncode in (0, 1, 3), f"{shown} --json ends with {done.returncode}")
        try:
            document = json.loads(done.stdout)
            claim(document["format"] == 1 and document["kind"], f"{shown} --json has a kind")
        except ValueError as error:
            claim(False, f"{shown} --json is a document: {error}")


def bad_documents(desk):
    bad = desk.folder / "bad.json"
    bad.write_text('{"format": 1,\n"kind": [}')
    desk.ends(65, "show", bad, says="bad.json:2:10")
    bad.write_text('{"format": 99, "kind": "inventory"}')
    desk.ends(65, "show", bad)
    bad.write_text("[]")
    desk.ends(65, "show", bad)


def bad_policies(desk):
    policy = desk.folder / "policy.yaml"
    policy.write_text("format: 1\nservises: {}\nowners: 3\n")
    done = desk.ends(78, "holes", "--policy", policy)
    lines = done.stderr.decode().splitlines()
    claim(len(lines) == 2, f"each fault has a line of its own: {lines}")
    claim(any("policy.yaml:2:1: " in line for line in lines), "the first fault has its place")
    claim(any("policy.yaml:3:9: " in line for line in lines), "the second fault has its place")
    desk.ends(78, "plan", "--to", "metal", "--policy", policy)
    policy.write_text("format: 1\nowners: [\n")
    desk.ends(78, "holes", "--policy", policy, says="policy.yaml:")
    desk.ends(78, "holes", "--policy", desk.folder / "nowhere.yaml", says="nowhere.yaml")


def an_acceptance(desk):
    """A hole that somebody accepts counts again from the day it is accepted until."""
    hole = next(h for h in json.loads(desk.run("holes", "--json").stdout)["holes"]
                if h["blocks"] == "approve")
    policy = desk.folder / "accepting.yaml"
    policy.write_text(
        f'format: 1\naccept: [{{hole: "{hole["id"]}", because: known, until: 2027-01-01}}]\n')
    for epoch, status in [("1798761599", "accepted"), ("1798761600", "open")]:
        told = json.loads(desk.run(
            "holes", "--json", "--policy", policy, SOURCE_DATE_EPOCH=epoch).stdout)["holes"]
        seen = next(h["status"] for h in told if h["id"] == hole["id"])
        claim(seen == status, f"at {epoch} it is {status}, not {seen}")
        plan = json.loads(desk.run(
            "plan", "--to", "metal", "--out", f"accepting-{epoch}", "--json", "--policy", policy,
            SOURCE_DATE_EPOCH=epoch).stdout)
        claim((hole["id"] in plan.get("holes", [])) == (status == "open"), f"and a plan lists it {status}")
        claim((f"accept.{hole['id']}" in plan.get("policy_entries", [])) == (status == "accepted"),
              "a plan names the acceptance it was made with")


def a_busy_history(desk, tree):
    other = sqlite3.connect(desk.environment["BEDPLATE_HISTORY"], timeout=1)
    other.execute("BEGIN EXCLUSIVE")
    desk.ends(75, "scan", tree, says="busy")
    other.rollback()
    other.close()
    claim(desk.run("scan", tree).returncode in (0, 3), "and works again when it is free")


def a_history_that_cannot_be(desk, tree):
    (desk.folder / "file").write_text("")
    desk.ends(73, "scan", tree, "--history", desk.folder / "file" / "history.db")
    desk.ends(73, "plan", "--to", "metal", "--out", desk.folder / "file" / "plan")


def what_changed(desk, tree):
    desk.run("scan", tree)
    desk.run("scan", tree)
    claim(b"nothing changed" in desk.ends(0, "diff").stdout, "diff says that nothing changed")
    claim(desk.ends(0, "diff", "--quiet").stdout == b"", "a quiet diff has nothing to say")
    desk.run("plan", "--to", "metal", "--out", "plan")
    claim(desk.ends(0, "check", "plan", "--quiet").stdout == b"", "nor has a quiet check")

    (tree / "memory" / "2026-11-30.md").write_text("# a day\n")
    desk.run("scan", tree)
    claim(b"2026-11-30.md" in desk.ends(1, "diff", "-q").stdout, "diff names what appeared")
    claim(desk.ends(0, "diff", "-q", "--class", "identity").stdout == b"",
          "which is no identity")

    with open(tree / "SOUL.md", "a") as soul:
        soul.write("And be brief.\n")
    desk.run("scan", tree)
    told = desk.ends(1, "diff", "-q", "--class", "identity").stdout.decode()
    claim("SOUL.md" in told, f"a changed self is told: {told}")
    desk.ends(64, "diff", "--class", "identety", says="identity")


def a_stale_plan(desk, tree):
    compose = tree / "compose.yaml"
    compose.write_text(compose.read_text().replace("postgres:15", "postgres:17"))
    desk.run("scan", tree)
    told = desk.ends(1, "check", "plan", "-q").stdout.decode()
    claim("postgres" in told, f"check names what went stale: {told}")
    page = desk.folder / "plan" / "migration-plan.md"
    page.write_text("my own notes\n")
    told = desk.run("plan", "--to", "metal", "--out", "plan").stderr.decode()
    claim(page.read_text() == "my own notes\n", "a page edited by hand stays")
    claim(page.with_name("migration-plan.md.new").exists(), "and the new one lies beside it")
    claim(told.count("\n") == 1, f"which is told in a line: {told!r}")
    plan = desk.folder / "plan" / "plan.json"
    plan.write_text(plan.read_text().replace("postgres", "postgrey"))
    desk.ends(65, "check", "plan", says="plan.json")


def the_line_of_cron(desk, tree):
    """The line that README prints speaks only when something is up."""
    readme = (Path(__file__).parent.parent / "README.md").read_text()
    line = next(row for row in readme.splitlines() if row.startswith("30 6 * * * "))
    job = line.split(" ", 5)[5].replace("/srv/moto-plan", str(desk.folder / "cron-plan"))
    job = job.replace("/srv/moto", str(tree))
    (desk.folder / "bin").mkdir()
    (desk.folder / "bin" / "bedplate").symlink_to(desk.program)
    found = {"PATH": f"{desk.folder}/bin:/usr/bin:/bin"}

    def speaks():
        done = subprocess.run(
            ["/bin/sh", "-c", job], capture_output=True, env=desk.environment | found)
        return (done.stdout + done.stderr).decode()

    def is_silent(what):
        told = speaks()
        claim(told == "", f"{what}: {told}")

    desk.run("scan", tree)
    desk.run("plan", "--to", "metal", "--out", "cron-plan")
    is_silent("the line of cron is silent when nothing happened")
    with open(tree / "memory" / "2026-11-30.md", "a") as today:
        today.write("Went on with it.\n")
    is_silent("and when the agent only went on with its day")
    (tree / "memory" / "2026-12-01.md").write_text("# another day\n")
    is_silent("nor when it began another")
    with open(tree / "SOUL.md", "a") as soul:
        soul.write("And be kind.\n")
    claim("SOUL.md" in speaks(), "it speaks when identity changed")
    is_silent("once")
    compose = tree / "compose.yaml"
    compose.write_text(compose.read_text().replace("redis:7", "redis:8"))
    claim("redis" in speaks(), "and when the plan went stale")
    desk.run("plan", "--to", "metal", "--out", "cron-plan")
    (tree / "session-state.json").unlink()
    told = speaks()
    claim("no longer there: session-state.json" in told, f"also by a file that is gone: {told}")


def odd_names(desk):
    tree = desk.folder / "odd"
    tree.mkdir()
    (tree / "new\nline\x1b[31mred.md").write_text("x\n")
    (tree / "bidi\u202egnp.md").write_text("x\n")
    os.close(os.open(os.fsencode(tree) + b"/no\xffutf8", os.O_CREAT | os.O_WRONLY))
    desk.run("scan", tree, "--scope", tree)
    for words in [["show"], ["holes"], ["diff"], ["log"], ["scan", tree], ["plan", "--to", "m"]]:
        done = desk.run(*words, "--scope", tree)
        told = done.stdout + done.stderr
        claim(b"\x1b" not in told and "\u202e".encode() not in told,
              f"{words[0]} cannot be steered by a name")
    shown = desk.run("show", "--class", "state", "--class", "config", cwd=tree).stdout
    claim(b"new\\nline\\x1b[31mred.md" in shown, "show escapes a newline and an escape")
    paths = [item for item in json.loads(desk.run("show", "--json", cwd=tree).stdout)["items"]
             if "path_base64" in item]
    claim(len(paths) == 1, "a name that is no UTF-8 travels as bytes")
    told = desk.ends(66, "scan", desk.folder / "a\nb\x1b[1m").stderr
    claim(b"\x1b" not in told and told.count(b"\n") == 1, "nor can an error be steered")


def a_terminal(desk, tree):
    """How far the work is, and ink: for a person at a terminal only."""
    ink, away = b"\x1b[31m", b"\r\x1b[K"
    with open(os.devnull, "wb") as nowhere:
        fresh = desk.folder / "fresh" / "history.db"
        seen = desk.run_on_terminal("scan", tree, "--history", fresh, output=nowhere)
        claim(b"walking" in seen and b"judging" in seen and b"keeping" in seen,
              f"a scan tells how far it is: {seen!r}")
        claim(seen.endswith(away) and b"\n" not in seen, f"on one line, erased: {seen!r}")
        seen = desk.run_on_terminal("plan", "--to", "metal", "--out", "p", output=nowhere)
        claim(b"planning" in seen and seen.endswith(away), f"so does a plan: {seen!r}")
        for word in ["--json", "--quiet"]:
            seen = desk.run_on_terminal("scan", tree, word, output=nowhere)
            claim(seen == b"", f"but not with {word}: {seen!r}")
        seen = desk.run_on_terminal("plan", "--to", "m", "--out", "file/p", output=nowhere)
        claim(away + b"bedplate: " in seen, f"an error stands on a line of its own: {seen!r}")
    claim(ink in desk.run_on_terminal("holes"), "severities have ink on a terminal")
    claim(b"\x1b" not in desk.run_on_terminal("holes", NO_COLOR="1"), "not with NO_COLOR")
    claim(b"\x1b" not in desk.run_on_terminal("holes", TERM="dumb"), "nor on a dumb one")
    claim(b"\x1b" not in desk.run_on_terminal("holes", "--color", "never"), "nor with never")
    bare = desk.run("holes").stdout
    inked = desk.run("holes", "--color", "always", NO_COLOR="1").stdout
    claim(ink in inked, "always is always")
    claim(b"\x1b" not in bare, "no colour into a pipe")
    claim(re.sub(rb"\x1b\[\d+m", b"", inked) == bare, "ink is all that differs")


def an_unreadable_folder(desk):
    tree = desk.folder / "locked"
    (tree / "inside").mkdir(parents=True)
    (tree / "inside" / "note.md").write_text("x\n")
    if os.geteuid() != 0:
        (tree / "inside").chmod(0)
        done = desk.run("scan", tree, "--no-history")
        (tree / "inside").chmod(0o700)
    elif shutil.which("setpriv"):
        desk.folder.chmod(0o755)
        (tree / "inside").chmod(0o700)
        done = subprocess.run(
            ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", desk.program, "scan",
             str(tree), "--no-history"], capture_output=True, env=desk.environment, cwd="/")
        if done.returncode in (126, 127):
            print("skipped: another user cannot run the program here")
            return
    else:
        print("skipped: no way to run as another user")
        return
    claim(done.returncode == 3, f"an unreadable folder ends with 3, not {done.returncode}")
    claim(b"inside" in done.stdout, "and is listed")


def main():
    program = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory(prefix="bedplate-cli-") as scratch:
        desk = Desk(program, Path(scratch))
        tree = desk.moto()
        the_command_line(desk)
        what_is_not_there(desk)
        a_workspace(desk, tree)
        every_document(desk, tree)
        bad_documents(desk)
        bad_policies(desk)
        an_acceptance(desk)
        a_busy_history(desk, tree)
        a_history_that_cannot_be(desk, tree)
        what_changed(desk, tree)
        a_stale_plan(desk, tree)
        the_line_of_cron(desk, tree)
        a_terminal(desk, tree)
        odd_names(desk)
        an_unreadable_folder(desk)
    return told()


sys.exit(main())
