#!/usr/bin/env python3
"""Builds a twin of a fixture under other names: python twin.py SRC DST

DST and DST.EXPECT.md are SRC and SRC.EXPECT.md with every folder, service, user, volume, host,
script and job renamed, in names and in contents alike. Names that a runtime or an engine knows stay.
The user and the workspace take DST's own name, as they have SRC's in SRC. Whatever is true of one is
true of the other modulo names: a rule that leans on a name of the fixture fails here. Deterministic.
"""
import os
import re
import shutil
import sqlite3
import sys
from pathlib import Path

# Old name -> new name; a name ends where letters and digits end, the longest match wins.
NAMES = {
    # services, their names on the network, volumes
    "gateway": "portway", "tabby": "grimalkin", "postgres": "ledger", "redis": "swiftlet",
    "qdrant": "compass", "vectors": "needle", "proxy": "lintel", "pgdata": "ledgerkeep",
    # folders
    "desk": "bureau", "inbox": "tray", "Inbox": "Tray", "reports": "sheaves", "prompts": "scores",
    "signals": "pennants", "ops": "levers", "workshop": "smithy", "page-shot": "glimpse",
    "gleaner": "magpie", "table-voice": "supper-tone", "inbox-triage": "post-sorter",
    "garden-log": "plot-diary", "before-upgrade": "ahead-of-change",
    "harbour-12b-6bpw": "lagoon-9c-5bpw", "harbour-12b-old": "lagoon-9c-old",
    # scripts, jobs, files of the owner
    "triage": "sieve", "recall": "gist", "feeds-seen": "feeds-met", "quiet-hours": "hush",
    "backup.sh": "squirrel.sh", "backup.log": "squirrel.log", "health.sh": "pulse.sh",
    "health.log": "pulse.log", "restart-gateway": "kick-portway", "weekly-digest": "seven-letters",
    "digest": "tally", "fetch-model": "haul-weights", "glean.py": "peck.py", "shot.js": "snap.js",
    "morning-brief": "dawn-lines", "Morning brief": "Dawn lines", "dinner-voice": "table-tone",
    "weekly-review": "seventh-look", "Weekly review": "Seventh look", "kitchen": "scullery",
    "evening": "dusk",
    # people, machines, endpoints
    "henrik": "osman", "Henrik": "Osman", "lathe": "anvil", "lindqvist": "arvidsson",
    "posthorn": "cornet", "northwind": "southwind",
}
# What a runtime, an engine or a format knows by name.
KNOWN = [
    r"image: *[^\n]*", r"redis://", r"postgres://", r"redis-server", r"redis\.conf", r"/qdrant/storage",
    r"proxy_[a-z_]+", r'"gateway" *:', r"gateway\.log", r"gateway\.[0-9a-f]{8}\.lock",
    r"\.openclaw/gateway",
]
# Trees whose bytes come from elsewhere, and files a lock holds to a digest.
FOREIGN = {"node_modules", "__pycache__", "weather"}


class Renamer:
    def __init__(self, old, new):
        names = dict(NAMES, **{old: new, old.capitalize(): new.capitalize()})
        longest_first = sorted(names, key=len, reverse=True)
        words = "|".join(re.escape(name) for name in longest_first)
        known = "|".join(KNOWN)
        self.names = names
        self.pattern = re.compile(
            rf"(?P<known>{known})|(?<![A-Za-z0-9])(?P<name>{words})(?![A-Za-z0-9])")

    def text(self, text):
        return self.pattern.sub(lambda match: match["known"] or self.names[match["name"]], text)

    def path(self, path):
        return os.fsencode(self.text(os.fsdecode(path)))


def rename_database(path, renamer):
    """Renames every text of a database through its engine, then rewrites its pages."""
    base = sqlite3.connect(os.fsdecode(path))
    base.create_function(
        "renamed", 1, lambda value: renamer.text(value) if isinstance(value, str) else value)
    tables = [row[0] for row in base.execute("select name from sqlite_schema where type = 'table'")]
    for table in tables:
        columns = [row[1] for row in base.execute(f'pragma table_info("{table}")')]
        changes = ", ".join(f'"{column}" = renamed("{column}")' for column in columns)
        base.execute(f'update "{table}" set {changes}')
    base.commit()
    base.execute("vacuum")
    base.close()


def write_file(source, target, renamer, is_foreign):
    shutil.copyfile(source, target)
    shutil.copymode(source, target)
    content = Path(os.fsdecode(source)).read_bytes()
    if content.startswith(b"SQLite format 3\0"):
        rename_database(target, renamer)
    elif not is_foreign and b"\0" not in content:
        try:
            text = renamer.text(content.decode())
        except UnicodeDecodeError:
            return
        Path(os.fsdecode(target)).write_bytes(text.encode())


def build(source, target, renamer):
    for folder, folders, files in os.walk(source):
        folders.sort()
        relative = os.path.relpath(folder, source)
        here = os.path.normpath(os.path.join(target, renamer.path(relative)))
        is_foreign = bool(FOREIGN & set(os.fsdecode(relative).split("/")))
        os.makedirs(here)
        for name in sorted(files + folders):
            old, new = os.path.join(folder, name), os.path.join(here, name if is_foreign else renamer.path(name))
            if os.path.islink(old):
                os.symlink(renamer.path(os.readlink(old)), new)
            elif name in files:
                write_file(old, new, renamer, is_foreign)


def main():
    if len(sys.argv) != 3:
        sys.exit("usage: twin.py SRC DST")
    source, target = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    if not re.fullmatch(r"[a-z][a-z0-9]{2,20}", target.name) or target.name == source.name:
        sys.exit(f"twin.py: the name {target.name} cannot be a user's and a project's: [a-z][a-z0-9]{{2,20}}")
    if target.exists():
        shutil.rmtree(target)
    renamer = Renamer(source.name, target.name)
    build(os.fsencode(source), os.fsencode(target), renamer)
    page = source.with_name(source.name + ".EXPECT.md")
    target.with_name(target.name + ".EXPECT.md").write_text(renamer.text(page.read_text()))


if __name__ == "__main__":
    main()
