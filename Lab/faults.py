"""A small signed plan between this machine and the host target, with a fault in the middle of it.

usage: faults.py BEDPLATE SSH-CONFIG SCRATCH [FAULT…]   inside a scenario of a lab that is up

After each fault a resume must arrive where an unbroken run arrives, a rollback where nothing was
begun, and no step but the one that the fault struck may have run twice.
"""

import shutil
import subprocess
import sys
import time
from pathlib import Path

from faults_desk import HOST, LAB, WORK, Far, claim, ended, runs
from faults_way import harmless_way_in, way_back, way_in

# A pattern that does not match the shell that looks for it.
SESSIONS = "pkill -KILL -f '[s]shd: root@notty'"


def session_ends(far):
    """sshd's session is killed in the middle of a step, which goes on without it."""
    def fault(process):
        far.await_step(2)
        far.host(SESSIONS, check=False)
        ended(process, 69, "the session of sshd killed")
    far.twice("sshd's session killed", fault, may_repeat=())


def step_ends_too(far):
    """The session and the step itself are killed."""
    def fault(process):
        far.await_step(2)
        far.host(f"kill -KILL -- $(cat {WORK}/pid); {SESSIONS}", check=False)
        far_status = process.wait()
        claim(far_status in (1, 69), f"the session and its step killed: {far_status}")
        process.communicate()
    far.twice("the session and its step killed", fault)


def lab(text):
    """Runs a text with the lab's own functions."""
    subprocess.run(["bash", "-euo", "pipefail", "-c", 'LAB=$1; source "$LAB/lib.sh"; '
                    'source "$LAB/groups.sh"; source "$LAB/host.sh"; ' + text, "lab", LAB],
                   check=True)


BOOT = ('LAB_IMAGES=$("$LAB/image.sh"); host_start target; '
        'lab_await 60 "the target answering" lab_ssh target true')


def host_dies(far):
    """P24: the power of the target fails in the middle of a step."""
    def fault(process):
        far.await_step(2)
        lab("host_kill target")
        ended(process, 69, "the target's power fails")
        lost = far.act("resume")
        claim(lost.returncode == 69, f"resume while it is away: {lost.returncode} {lost.stderr}")
        lab(BOOT)
    far.twice("the target's power failed", fault)


def host_powers_off(far):
    """Somebody turns the target off in the middle of a step."""
    def fault(process):
        far.await_step(2)
        far.host("systemctl poweroff", check=False)
        process.communicate()
        claim(process.returncode in (1, 69), f"the target off: {process.returncode}")
        # A host that takes its time is not waited for.
        lab('for i in $(seq 50); do ours "$(cat "$LAB_RUN/pids/target")" || break; sleep 0.2; '
            'done; host_kill target; ' + BOOT)
    far.twice("the target turned off", fault)


def disk_full(far):
    """A disk of the target is full when a step writes to it; then somebody makes room."""
    room = f"mkdir -p {WORK}/disk && mount -t tmpfs -o size=64k tmpfs {WORK}/disk"
    def change(steps):
        steps[1]["effects"]["writes"].append(f"{HOST}:{WORK}/disk")
        steps[2]["action"] = {"do": "install", "file": "files/large", "to": f"{WORK}/disk/large",
                              "mode": "0600", "owner": "root:root"}
        steps[2]["rollback"] = {"do": "run", "argv": ["rm", "-f", f"{WORK}/disk/large"]}
        steps[2]["verify"][0]["probe"]["argv"] = ["test", "-s", f"{WORK}/disk/large"]
    for makes_room in (True, False):
        far.fresh()
        kept, runs.scripts = runs.scripts, lambda: kept() | {"large": "x" * 200_000}
        folder = far.signed("true", change)
        runs.scripts = kept
        far.host(room)
        out = ended(far.begin("migrate", folder), 1, "a full disk")
        claim("No space left" in out, f"a full disk is told: {out}")
        claim(far.host(f"ls {WORK}/disk") == "", "nothing half written is left on the full disk")
        if makes_room:
            far.host(f"mount -o remount,size=1m {WORK}/disk")
            done = far.act("resume")
            claim(done.returncode == 0 and far.host(f"wc -c < {WORK}/disk/large") == "200000\n",
                  f"with room it goes on: {done.returncode} {done.stdout}{done.stderr}")
        far.goes_back("a full disk")
        claim(far.host(f"ls {WORK}/disk") == "", "the disk is as it was")
    far.host(f"umount {WORK}/disk")


def no_room_for_the_claim(far):
    """Where a host cannot even note who holds it, nothing is begun."""
    folder = far.signed("true")
    far.host("mount -t tmpfs -o size=4k tmpfs /var/lib/bedplate; "
             "head -c 8192 /dev/zero > /var/lib/bedplate/fill", check=False)
    done = far.act("migrate", folder)
    claim(done.returncode not in (0, 1, 70), f"no room for a claim: {done.returncode} {done.stderr}")
    far.host("umount /var/lib/bedplate")
    claim(far.state() == [], "nothing was done without a claim")


def second_executor(far):
    """P31: while a run goes on nobody else begins one, here or elsewhere, and nobody takes it over."""
    folder = far.signed("sleep 8")
    other = far.plan([runs.step(1, place=HOST, effects={"writes": [f"{HOST}:{WORK}"]})],
                     {"1.sh": f"touch {WORK}/other\n", "1-undo.sh": "true\n"})
    far.approve(other)
    process = far.begin("migrate", folder)
    far.await_step(2)
    for words, what in [(("migrate", folder), "the same plan"), (("migrate", other), "another plan"),
                        (("resume",), "a resume"), (("rollback",), "a rollback")]:
        done = far.act(*words)
        claim(done.returncode == 75, f"{what} beside a run: {done.returncode} {done.stderr}")
    kept, far.history = far.history, "../elsewhere/history.db"
    shutil.copytree(far.home, far.folder / "elsewhere", ignore=shutil.ignore_patterns("runs"))
    done = far.act("migrate", other)
    claim(done.returncode == 75 and "held by run" in done.stderr,
          f"a run from elsewhere: {done.returncode} {done.stderr}")
    far.history = kept
    ended(process, 0, "the run that held the host")
    claim("other" not in far.state() and far.log() == ["1", "2", "3"], "only one of them ran")
    far.goes_back("the run that held the host")


def hangs(far):
    """A step that does not end is ended, also one that does not listen."""
    for second in ("sleep 600", "trap '' TERM; while :; do sleep 1; done"):
        def change(steps):
            steps[1]["timeout_s"] = 3
        guarded = f"if [ ! -e {WORK}/once ]; then touch {WORK}/once; {second}; fi"
        folder = far.signed(guarded, change, undo=f"rm -f {WORK}/once\n")
        began = time.monotonic()
        out = ended(far.begin("migrate", folder), 1, "a step that hangs")
        claim("took too long" in out and time.monotonic() - began < 40, f"it is ended: {out}")
        claim(far.host("pgrep -fc '[s]leep 600'; true").strip() == "0", "nothing of it is left")
        far.host(f"rm {WORK}/once; touch {WORK}/once")
        done = far.act("resume")
        claim(done.returncode == 0, f"the hang is over: {done.returncode} {done.stdout}")
        far.goes_back("a step that hung")


FAULTS = [session_ends, step_ends_too, host_dies, host_powers_off, disk_full,
          no_room_for_the_claim, second_executor, hangs, harmless_way_in, way_in, way_back]


def main():
    program, config, scratch, *names = sys.argv[1:]
    far = Far(program, config, Path(scratch))
    for fault in FAULTS:
        if names and fault.__name__ not in names:
            continue
        began, before = time.monotonic(), runs.failed
        fault(far)
        word = "holds" if runs.failed == before else "FAILS"
        print(f"  {word}: {fault.__doc__.strip()} ({time.monotonic() - began:.0f} s)", flush=True)
    print(f"  {runs.passed} passed, {runs.failed} failed")
    return 1 if runs.failed else 0


if __name__ == "__main__":
    sys.exit(main())
