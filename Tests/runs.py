"""Runs of a small signed plan on this machine: ended at every moment, taken up, taken back.

usage: runs.py BEDPLATE   as root, in a mount namespace of its own (see runs.sh)

Every change of the journal reaches the disk by fsync(2). The tool is killed (strace's injection) at
the first fsync of a run, then at the second, and so on until one run ends by itself: after each
kill, a resume must arrive where an unbroken run arrives, and a rollback where nothing was begun.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ACTOR = 65534  # nobody: ssh-keygen(1) wants a user with a name
WORK = Path("/var/lib/bedplate/work")
STEPS = 3
passed = failed = 0


def claim(holds, what):
    global passed, failed
    if holds:
        passed += 1
    else:
        failed += 1
        print("does not hold:", what)


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


def scripts():
    out = {}
    for number in range(1, STEPS + 1):
        out[f"{number}.sh"] = (
            f"set -euo pipefail\necho {number} >> {WORK}/log\nsleep 0.05\ntouch {WORK}/mark-{number}\n")
        out[f"{number}-undo.sh"] = f"echo -{number} >> {WORK}/log\nrm -f {WORK}/mark-{number}\n"
    return out


def killed_everywhere(desk, then):
    """Kills a run at each of its fsyncs in turn; `then` takes it up again."""
    moments = 0
    for moment in range(1, 500):
        desk.fresh()
        folder = desk.plan([step(n) for n in range(1, STEPS + 1)], scripts())
        assert desk.approve(folder).returncode == 0
        done = desk.act("migrate", folder, before=[
            "strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fsync",
            "-e", f"inject=fsync:signal=KILL:when={moment}"])
        if done.returncode == 0:
            break
        moments += 1
        runs = json.loads(desk.act("status", "--json").stdout)["runs"]
        if not runs:
            claim(desk.state() == [], f"killed at {moment}, before the run: nothing was done")
            continue
        then(desk, moment, runs[0])
    claim(moments >= STEPS * 6, f"{moments} moments were tried")
    return moments


def resumed(desk, moment, run):
    done = desk.act("resume")
    marks = [f"mark-{n}" for n in range(1, STEPS + 1)]
    claim(done.returncode == 0 and desk.state() == marks,
          f"P21: killed at {moment}, resumed: {done.returncode} {desk.state()} {done.stderr[-300:]}")
    ran = desk.log()
    claim(sorted(set(ran)) == sorted(ran) or len(ran) == STEPS + 1,
          f"killed at {moment}: no step ran twice but the one whose end nobody knew: {ran}")


def taken_back(desk, moment, run):
    done = desk.act("rollback")
    claim(done.returncode == 0 and desk.state() == [],
          f"P19: killed at {moment}, taken back: {done.returncode} {desk.state()} {done.stderr[-300:]}")
    again = desk.act("rollback")
    claim(again.returncode == 66, f"killed at {moment}: a run that was taken back has ended")


def undo_killed_everywhere(desk):
    for moment in range(1, 500):
        desk.fresh()
        folder = desk.plan([step(n) for n in range(1, STEPS + 1)], scripts())
        assert desk.approve(folder).returncode == 0
        assert desk.act("migrate", folder).returncode == 0
        done = desk.act("rollback", before=[
            "strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fsync",
            "-e", f"inject=fsync:signal=KILL:when={moment}"])
        if done.returncode == 0:
            break
        ended = not json.loads(desk.act("status", "--json").stdout)["runs"][0].get("open", False)
        done = desk.act("rollback")
        claim(done.returncode == (66 if ended else 0) and desk.state() == []
              and not Path("/var/lib/bedplate/lease").exists(),
              f"P22: the undo killed at {moment}: {done.returncode} {desk.state()} {done.stderr[-300:]}")
    claim(moment > STEPS * 2, f"{moment - 1} moments of the undo were tried")


def refusals(desk):
    """What may not begin does not, each with its own reason; nothing has happened then."""
    def plan():
        desk.fresh()
        return desk.plan([step(n) for n in range(1, STEPS + 1)], scripts())

    def refused(folder, reason, what, status=77):
        done = desk.act("migrate", folder)
        claim(done.returncode == status and re.search(reason, done.stderr),
              f"{what}: {done.returncode} {done.stderr[-300:]}")
        claim(desk.state() == [] and desk.log() == [], f"{what}: nothing has happened")

    refused(plan(), "nobody has approved", "a plan without an approval")
    for name in ["files/1.sh", "files/3-undo.sh", "plan.json", "migration-plan.md", "MANIFEST"]:
        folder = plan()
        desk.approve(folder)
        data = bytearray((folder / name).read_bytes())
        data[len(data) // 2] ^= 1
        (folder / name).write_bytes(data)
        refused(folder, "MANIFEST|missing|plan.json", f"a byte of {name} flipped")
    folder = plan()
    desk.approve(folder)
    (folder / "files/2.sh").write_text("echo evil\n")
    desk.seal(folder)
    refused(folder, "another plan", "a file swapped and sealed again")
    folder = plan()
    desk.approve(folder, "--stages", "preflight,prepare")
    refused(folder, "does not cover export", "an approval of other stages")
    folder = plan()
    desk.approve(folder)
    claim(desk.act("migrate", folder).returncode == 0, "an approved plan runs")
    claim(desk.act("rollback").returncode == 0, "and is taken back")
    again = desk.act("migrate", folder)
    claim(again.returncode == 77 and "begun with the approval" in again.stderr,
          f"an approval begins one run: {again.returncode} {again.stderr[-300:]}")
    claim(desk.state() == [], "the second time nothing has happened")


def rehearsed(desk):
    """A dry run tells every step and writes nothing: no byte, no time, no name."""
    def everything():
        looked = [Path("/var/lib/bedplate"), Path("/etc/bedplate"), desk.home, folder]
        return sorted((str(path), path.lstat().st_mtime_ns, path.lstat().st_ctime_ns,
                       path.lstat().st_mode, path.lstat().st_size)
                      for top in looked for path in [top, *top.rglob("*")])
    desk.fresh()
    folder = desk.plan([step(n) for n in range(1, STEPS + 1)], scripts())
    desk.approve(folder)
    before = everything()
    done = desk.act("migrate", folder, "--dry-run")
    claim(done.returncode == 0 and all(f"part-{n}" in done.stdout for n in range(1, STEPS + 1)),
          f"P25: a dry run tells what would be done: {done.stdout}{done.stderr}")
    claim(everything() == before, "P25: a dry run writes nothing")


def during(desk):
    """A changed operand stops the step; what owners change stops neither resume nor rollback."""
    desk.fresh()
    files = scripts()
    files["2.sh"] = "exit 3\n"
    folder = desk.plan([step(n) for n in range(1, STEPS + 1)], files)
    desk.approve(folder)
    claim(desk.act("migrate", folder).returncode == 1, "a failing action stops with 1")
    claim(desk.state() == ["mark-1"], "nothing after it was begun")
    text = (folder / "files/2.sh").read_text()
    (folder / "files/2.sh").write_text(f"touch {WORK}/evil\n")
    done = desk.act("resume")
    claim(done.returncode == 77 and "evil" not in desk.state(),
          f"a changed operand stops the step: {done.returncode} {done.stderr[-200:]}")
    (folder / "files/2.sh").write_text(text)
    owners = Path("/etc/bedplate/owners")
    kept = owners.read_text()
    owners.write_text(kept.replace("ada", "eve"))
    done = desk.act("resume")
    claim(done.returncode == 1 and "since the run began" in done.stderr,
          f"owners that changed are told and stop no resume: {done.stderr[-300:]}")
    done = desk.act("rollback")
    claim(done.returncode == 0 and desk.state() == [], f"nor a rollback: {done.stderr[-300:]}")
    owners.write_text(kept)


def people(desk):
    """A step that asks waits for an owner's signed answer, and for no other."""
    desk.fresh()
    asked = step(2, action={"do": "ask", "question": "Shall it go on?"}, authority="person",
                 rollback={"do": "ask", "question": "Is it back?"})
    asked["verify"] = [{"id": "told", "probe": {"do": "ask", "question": "Sure?"},
                        "expect": {"exit": 0}, "level": 1, "proves": "a person says so"}]
    folder = desk.plan([step(1), asked, step(3)], scripts())
    desk.approve(folder)
    done = desk.act("migrate", folder)
    claim(done.returncode == 76 and "Shall it go on?" in done.stdout, f"it waits: {done.stdout}")
    run = json.loads(desk.act("status", "--json").stdout)["runs"][0]["id"]
    own = desk.home / "own"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", own], check=True)
    for path in [own, own.with_suffix(".pub")]:
        os.chown(path, ACTOR, ACTOR)
    forged = desk.act("confirm", run, "export/dump/part-2", "--as", "ada", "--key", own)
    claim(forged.returncode == 77, f"the actor cannot answer itself: {forged.returncode}")
    claim(desk.act("resume").returncode == 76, "so it still waits")
    claim(desk.confirm(run, "export/dump/part-2").returncode == 0, "an owner answers")
    claim(desk.act("resume").returncode == 0, "and it goes on")
    claim(desk.state() == ["mark-1", "mark-3"], "to its end")
    claim(desk.act("rollback").returncode == 76, "the undo asks too")
    claim(desk.confirm(run, "export/dump/part-2").returncode == 0, "and is answered")
    claim(desk.act("rollback").returncode == 0 and desk.state() == [], "all is back")


def two_at_once(desk):
    desk.fresh()
    first = desk.plan([step(n) for n in range(1, STEPS + 1)], scripts())
    desk.approve(first)
    claim(desk.act("migrate", first).returncode == 0, "one run holds the host")
    second = desk.plan([step(n) for n in range(1, STEPS)], scripts())
    desk.approve(second)
    done = desk.act("migrate", second)
    claim(done.returncode == 75 and "held by run" in done.stderr,
          f"P31: another is told who holds it: {done.returncode} {done.stderr[-200:]}")
    claim(desk.act("rollback").returncode == 0, "the first is the only open run, and is taken back")


def main():
    desk = Desk(sys.argv[1])
    try:
        refusals(desk)
        rehearsed(desk)
        during(desk)
        people(desk)
        two_at_once(desk)
        print(f"resumed after a kill at each of {killed_everywhere(desk, resumed)} moments")
        print(f"taken back after a kill at each of {killed_everywhere(desk, taken_back)} moments")
        undo_killed_everywhere(desk)
    finally:
        shutil.rmtree(desk.folder)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
