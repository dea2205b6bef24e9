"""A small signed plan, the system it is about, its owner and its actor, for runs.py."""

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

ACTOR = 65534  # nobody: ssh-keygen(1) wants a user with a name
WORK = Path("/var/lib/bedplate/work")
STEPS = 3


def step(number, stage="export", **more):
    """Adds its number to a log once for each time it runs, and makes a mark that its check sees."""
    return {
        "id": f"{stage}/dump/part-{number}", "does": "dump", "title": f"part {number}",
        "subject": f"local/store/file/part-{number}", "place": "local",
        "needs": [f"{stage}/dump/part-{number - 1}"] if number > 1 else [],
        "action": {"do": "run", "argv": ["bash", "-s"], "stdin": f"files/{number}.sh"},
        "verify": [{"id": "mark", "probe": {"do": "run", "argv": ["test", "-e",
                   str(WORK / f"mark-{number}")]}, "expect": {"exit": 0}, "level": 1,
                   "proves": "it was made"}],
        "rollback": {"do": "run", "argv": ["bash", "-s"], "stdin": f"files/{number}-undo.sh"},
        "effects": {"writes": [f"local:{WORK}"]}, "destructive": False,
        "destabilizes_self": False, "authority": "tool", "timeout_s": 20,
        "estimate": {"seconds": 1, "basis": "throughput"}, "proven": "run here", "evidence": [],
    } | more


def scripts():
    out = {}
    for number in range(1, STEPS + 1):
        out[f"{number}.sh"] = (
            f"set -euo pipefail\necho {number} >> {WORK}/log\nsleep 0.05\ntouch {WORK}/mark-{number}\n")
        out[f"{number}-undo.sh"] = f"echo -{number} >> {WORK}/log\nrm -f {WORK}/mark-{number}\n"
    return out


class Desk:
    """A tree, a history, a plan and an owner; the actor is another uid than the owner."""

    def __init__(self, program):
        self.program = program
        self.folder = Path(tempfile.mkdtemp(prefix="bedplate-runs-", dir="/srv"))
        os.chmod(self.folder, 0o755)
        self.home = self.folder / "actor"
        self.key = self.folder / "owner" / "key"
        (self.folder / "owner").mkdir(mode=0o700)
        self.home.mkdir()
        (self.home / "tree").mkdir()
        (self.home / "tree" / "SOUL.md").write_text("I am.\n")
        for path in [self.home, *self.home.rglob("*")]:
            os.chown(path, ACTOR, ACTOR)
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", self.key], check=True)
        public = self.key.with_suffix(".pub").read_text().split()
        Path("/etc/bedplate").mkdir(mode=0o755, exist_ok=True)
        Path("/etc/bedplate/owners").write_text(
            f'ada namespaces="plan-approve@bedplate,confirm@bedplate" {public[0]} {public[1]}\n')
        self.act("scan", self.home / "tree")
        shown = json.loads(self.act("show", "--json").stdout)
        self.snapshot = shown["snapshot"]["id"]

    def environment(self, home):
        """What a shell of that user has, with the history of the actor."""
        return {"PATH": os.environ["PATH"], "HOME": str(home), "LC_ALL": "C.UTF-8",
                "BEDPLATE_HISTORY": str(self.home / "state" / "history.db")}

    def act(self, *words, before=()):
        """Runs the tool as the actor."""
        return subprocess.run(
            ["setpriv", f"--reuid={ACTOR}", f"--regid={ACTOR}", "--clear-groups", *before,
             self.program, *map(str, words)],
            capture_output=True, text=True, cwd=self.home, env=self.environment(self.home))

    def plan(self, steps, scripts):
        """A sealed and signed plan's folder."""
        folder = Path(tempfile.mkdtemp(dir=self.folder))
        os.chmod(folder, 0o755)
        (folder / "files").mkdir()
        for name, text in scripts.items():
            (folder / "files" / name).write_text(text)
        stages = {}
        for one in steps:
            stages.setdefault(one["id"].split("/")[0], []).append(one)
        document = {
            "format": 1, "kind": "plan", "snapshot": self.snapshot,
            "target": {"place": "local", "assumed": False, "facts": {"os": "debian"}},
            "files": [], "holes": [],
            "stages": [{"id": name, "commit_point": False, "steps": these}
                       for name, these in stages.items()],
        }
        (folder / "plan.json").write_text(json.dumps(document, indent=1))
        (folder / "migration-plan.md").write_text("# A plan of a test\n")
        self.seal(folder)
        return folder

    def seal(self, folder):
        """Writes MANIFEST anew, as a plan has it."""
        names = sorted(str(path.relative_to(folder)) for path in folder.rglob("*")
                       if path.is_file() and path.name != "MANIFEST"
                       and "approvals" not in path.parts)
        lines = [f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n"
                 for name in names]
        (folder / "MANIFEST").write_text("".join(lines))

    def approve(self, folder, *more):
        """The owner signs, and leaves the plan readable."""
        done = subprocess.run(
            [self.program, "approve", str(folder), "--as", "ada", "--key", str(self.key),
             *more], capture_output=True, text=True, env=self.environment("/root"))
        for path in folder.rglob("*"):
            os.chmod(path, 0o755 if path.is_dir() else 0o644)
        return done

    def confirm(self, run, name):
        """The owner answers a step, as root and not as the actor."""
        return subprocess.run(
            [self.program, "confirm", run, name, "--as", "ada", "--key", str(self.key)],
            capture_output=True, text=True, env=self.environment("/root"))

    def fresh(self):
        """Nothing was ever run here."""
        shutil.rmtree(self.home / "state" / "runs", ignore_errors=True)
        for path in Path("/var/lib/bedplate").iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        WORK.mkdir()
        os.chown(WORK, ACTOR, ACTOR)

    def state(self):
        return sorted(path.name for path in WORK.iterdir() if path.name != "log")

    def log(self):
        path = WORK / "log"
        return path.read_text().split() if path.exists() else []
