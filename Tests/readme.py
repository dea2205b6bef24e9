#!/usr/bin/env python3
"""Regenerates the transcript in README.md and compares: python readme.py BEDPLATE

UPDATE_GOLDEN=1 writes it anew. The fixture is copied and dressed in a folder whose name is as long as
the one that is shown, so that no column moves; digests that depend on who copied the files are
shown as '…'.
"""
import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
OPENING, CLOSING = "<!-- transcript -->\n```console\n", "```\n<!-- end -->"
SHOWN = "/srv/machines"
COMMANDS = ["bedplate scan moto", "bedplate holes | head -n 15", "bedplate plan --to metal --out plan"]


def transcript(program):
    folder = Path(tempfile.mkdtemp(prefix="", dir="/tmp"))
    if len(str(folder)) != len(SHOWN):
        sys.exit(f"{folder} is not as long as {SHOWN}")
    try:
        tree = folder / "moto"
        shutil.copytree(HOUSE / "Fixtures" / "moto", tree, symlinks=True)
        for path in [tree, *tree.rglob("*")]:
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
        subprocess.run([HOUSE / "Fixtures" / "dress.sh", tree], check=True, capture_output=True)
        (folder / "bin").mkdir()
        (folder / "bin" / "bedplate").symlink_to(program)
        environment = {
            "PATH": f"{folder}/bin:{os.environ['PATH']}", "HOME": str(folder), "LC_ALL": "C.UTF-8",
            "SOURCE_DATE_EPOCH": "1796000000", "BEDPLATE_HISTORY": f"{folder}/state/history.db",
        }
        out = ""
        for command in COMMANDS:
            done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True,
                                  cwd=folder, env=environment)
            if done.returncode not in (0, 3):
                sys.exit(f"{command}: exit {done.returncode}\n{done.stderr}")
            out += f"$ {command}\n{done.stdout}\n"
        return shown(out, folder)
    finally:
        shutil.rmtree(folder)


def shown(text, folder):
    text = re.sub(r"(snapshot |plan )[0-9a-f]{12}\b", r"\1…", text)
    for length in range(len(SHOWN), 1, -1):
        end = "" if length == len(SHOWN) else "…"
        text = text.replace(str(folder)[:length] + end, SHOWN[:length] + end)
    return "\n".join(line.rstrip() for line in text.rstrip("\n").split("\n")) + "\n"


def main():
    readme = HOUSE / "README.md"
    head, rest = readme.read_text().split(OPENING, 1)
    there, tail = rest.split(CLOSING, 1)
    made = transcript(os.path.abspath(sys.argv[1]))
    if there == made:
        print("1 passed, 0 failed")
        return 0
    if os.environ.get("UPDATE_GOLDEN"):
        readme.write_text(head + OPENING + made + CLOSING + tail)
        print("README.md written anew")
        return 0
    sys.stdout.writelines(difflib.unified_diff(
        there.splitlines(True), made.splitlines(True), "README.md", "what it prints now"))
    print("0 passed, 1 failed")
    return 1


sys.exit(main())
