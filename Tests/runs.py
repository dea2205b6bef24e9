"""Runs of a small signed plan on this machine: ended at every moment, taken up, taken back.

usage: runs.py BEDPLATE   as root, in a mount namespace of its own (see runs.sh)

Every change of the journal reaches the disk by fsync(2). The tool is killed (strace's injection) at
the first fsync of a run, then at the second, and so on until one run ends by itself: after each
kill, a resume must arrive where an unbroken run arrives, and a rollback where nothing was begun.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from runs_desk import ACTOR, STEPS, WORK, Desk, scripts, step

passed = failed = 0


def claim(holds, what):
    global passed, failed
    if holds:
        passed += 1
    else:
        failed += 1
        print("does not hold:", what)


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


def own_disk_full(desk):
    """The disk that holds the journal fills up in the middle of a step."""
    for word, marks in [("resume", [f"mark-{n}" for n in range(1, STEPS + 1)]), ("rollback", [])]:
        desk.fresh()
        kept = desk.home / "state" / "runs"
        kept.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size=256k,uid={ACTOR}", "tmpfs", kept],
                       check=True)
        files = scripts()
        files["2.sh"] += f"head -c 1000000 /dev/zero > {kept}/fill || true\n"
        folder = desk.plan([step(n) for n in range(1, STEPS + 1)], files)
        desk.approve(folder)
        done = desk.act("migrate", folder)
        claim(done.returncode == 74 and "mark-3" not in desk.state(),
              f"what cannot be recorded is not begun: {done.returncode} {done.stderr[-300:]}")
        (kept / "fill").unlink()
        done = desk.act(word)
        claim(done.returncode == 0 and desk.state() == marks and desk.log().count("2") == 1,
              f"with room again, {word}: {done.returncode} {desk.log()} {done.stderr[-300:]}")
        subprocess.run(["umount", kept], check=True)


def main():
    desk = Desk(sys.argv[1])
    try:
        refusals(desk)
        rehearsed(desk)
        during(desk)
        people(desk)
        two_at_once(desk)
        own_disk_full(desk)
        print(f"resumed after a kill at each of {killed_everywhere(desk, resumed)} moments")
        print(f"taken back after a kill at each of {killed_everywhere(desk, taken_back)} moments")
        undo_killed_everywhere(desk)
    finally:
        shutil.rmtree(desk.folder)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
