"""A small signed plan between this machine and the host target, with a fault in the middle of it.

usage: faults.py BEDPLATE SSH-CONFIG SCRATCH [FAULT…]   inside a scenario of a lab that is up

After each fault a resume must arrive where an unbroken run arrives, a rollback where nothing was
begun, and no step but the one that the fault struck may have run twice.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

LAB = Path(__file__).resolve().parent
sys.path.insert(0, str(LAB.parent / "Tests"))

import runs  # noqa: E402
from runs import WORK, claim  # noqa: E402

HOST = "ssh:target"
ALL = [f"mark-{n}" for n in range(1, runs.STEPS + 1)]


class Far(runs.Desk):
    """A desk whose plans change the host target; the owner is named there."""

    def __init__(self, program, config, scratch):
        self.program, self.config = program, config
        self.folder, self.home = scratch, scratch / "home"
        self.history = "history.db"
        self.key = scratch / "owner"
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", self.key], check=True)
        public = self.key.with_suffix(".pub").read_text().split()
        tree = scratch / "tree"
        tree.mkdir()
        self.home.mkdir()
        (tree / "SOUL.md").write_text("I am.\n")
        self.host("install -d /etc/bedplate && cat > /etc/bedplate/owners", text=(
            f'ada namespaces="plan-approve@bedplate,confirm@bedplate" {public[0]} {public[1]}\n'))
        self.act("scan", tree)
        self.snapshot = json.loads(self.act("show", "--json").stdout)["snapshot"]["id"]

    def host(self, command, text="", check=True):
        """Runs a shell text on the target."""
        return subprocess.run(["ssh", "-F", self.config, "target", command], input=text,
                              capture_output=True, text=True, check=check).stdout

    def environment(self, _=None):
        return os.environ | {"BEDPLATE_HISTORY": str(self.home / self.history), "LC_ALL": "C.UTF-8"}

    def begin(self, *words):
        """Starts the tool and does not wait."""
        return subprocess.Popen(
            [self.program, *map(str, words)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True, env=self.environment(), cwd=self.home)

    def act(self, *words):
        process = self.begin(*words)
        out, err = process.communicate()
        return subprocess.CompletedProcess(words, process.returncode, out, err)

    def fresh(self):
        shutil.rmtree(self.home / "runs", ignore_errors=True)
        self.host(f"umount {WORK}/disk 2> /dev/null; rm -rf /var/lib/bedplate /run/bedplate-deadman; "
                  f"mkdir -p -m 700 {WORK}")

    def state(self):
        return sorted(set(self.host(f"ls {WORK}").split()) - {"log", "pid", "disk"})

    def log(self):
        return self.host(f"cat {WORK}/log 2> /dev/null; true").split()

    def await_step(self, number):
        """Waits until a step's script has begun."""
        for _ in range(150):
            if str(number) in self.log():
                return
            time.sleep(0.2)
        raise SystemExit(f"step {number} was not begun")

    def signed(self, second="sleep 4", change=lambda steps: None, undo=""):
        """An approved plan of three steps whose second does something in the middle."""
        self.fresh()
        scripts = runs.scripts()
        scripts["2.sh"] = (f"set -euo pipefail\necho 2 >> {WORK}/log\necho $$ > {WORK}/pid\n"
                           f"{second}\ntouch {WORK}/mark-2\n")
        scripts["2-undo.sh"] += undo
        steps = [runs.step(n, place=HOST, effects={"writes": [f"{HOST}:{WORK}"]})
                 for n in range(1, runs.STEPS + 1)]
        change(steps)
        folder = self.plan(steps, scripts)
        done = self.approve(folder)
        assert done.returncode == 0, done.stderr
        return folder

    def ends(self, what, may_repeat=("2",)):
        """A resume arrives where an unbroken run does."""
        done = self.act("resume")
        claim(done.returncode == 0 and self.state() == ALL,
              f"{what}, resumed: {done.returncode} {self.state()} {done.stdout}{done.stderr}")
        ran = self.log()
        claim(all(ran.count(n) == 1 or n in may_repeat for n in "123"), f"{what}: twice: {ran}")
        self.goes_back(f"{what}, resumed")

    def goes_back(self, what):
        """A rollback arrives where nothing was begun, and holds nothing."""
        done = self.act("rollback")
        left = self.host("cat /var/lib/bedplate/lease 2> /dev/null; true")
        claim(done.returncode == 0 and self.state() == [] and left == "",
              f"{what}, taken back: {done.returncode} {self.state()} {left} {done.stdout}"
              f"{done.stderr}")

    def twice(self, what, fault, may_repeat=("2",), **plan):
        """The fault, then a resume; the fault once more, then a rollback."""
        for after in (lambda: self.ends(what, may_repeat), lambda: self.goes_back(what)):
            folder = self.signed(**plan)
            process = self.begin("migrate", folder)
            fault(process)
            after()


def ended(process, status, what):
    out, err = process.communicate()
    claim(process.returncode == status, f"{what}: {process.returncode}, not {status}: {out}{err}")
    return out + err


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


TABLE = "inet faults"
CUT = {
    "every packet to sshd is dropped": "tcp dport 22 drop",
    "new connections are dropped": "ct state new tcp dport 22 drop",
}


def on_the_way(steps):
    """The second step says that it writes where the way in is kept."""
    steps[1]["effects"]["writes"].append(f"{HOST}:/etc/nftables.d/faults.nft")


def comes_back(far, began, what):
    """A host that was cut off is back once its dead man has struck."""
    while time.monotonic() - began < 140:
        if far.host("echo back", check=False) == "back\n":
            break
        time.sleep(2)
    took = time.monotonic() - began
    claim(85 < took < 135, f"back after {took:.0f} s: {what}")


def way_in(far):
    """P24: a step that cuts its own way in is taken back by the host itself."""
    far.host("command -v nft || { apt-get update -qq && apt-get install -qqy nftables; }")
    for what, rule in CUT.items():
        second = (f"nft 'add table {TABLE}; add chain {TABLE} in {{ type filter hook input priority "
                  f"0; }}; add rule {TABLE} in {rule}'; sleep 1")
        folder = far.signed(second, on_the_way, undo=f"nft delete table {TABLE}\n")
        began = time.monotonic()
        out = ended(far.begin("migrate", folder), 69, what)
        lost = far.act("resume")
        claim(lost.returncode == 69 or time.monotonic() - began > 90,
              f"{what}: it is cut: {lost.returncode} {lost.stdout}{lost.stderr}")
        comes_back(far, began, f"{what}: {out}")
        claim(far.state() == ["mark-1"], f"{what}: the step is taken back: {far.state()}")
        far.goes_back(what)
        claim(far.log().count("-2") == 1, f"{what}: it is taken back once: {far.log()}")


def way_back(far):
    """P24: an undo that cuts its way in is taken back by the host itself, and is undone later."""
    far.host("command -v nft || { apt-get update -qq && apt-get install -qqy nftables; }")
    for what, rule in CUT.items():
        cut = (f"nft 'add table {TABLE}; add chain {TABLE} in {{ type filter hook input priority 0; "
               f"}}; add rule {TABLE} in {rule}'")
        far.host("rm -f /run/faults-cut")
        folder = far.signed(
            f"nft delete table {TABLE} 2> /dev/null || true", on_the_way,
            undo=f"if [ ! -e /run/faults-cut ]; then touch /run/faults-cut; {cut}; sleep 1; fi\n")
        ended(far.begin("migrate", folder), 0, f"{what} on the way back")
        began = time.monotonic()
        out = ended(far.begin("rollback"), 69, f"{what} on the way back")
        claim("takes the undo back by itself" in out, f"{what}: it is promised: {out}")
        comes_back(far, began, f"{what}: {out}")
        claim("mark-2" in far.state(), f"{what}: the undo is taken back: {far.state()}")
        out = ended(far.begin("rollback"), 1, f"{what}: it is told")
        claim("took it back by itself" in out, f"{what}: it is told: {out}")
        far.goes_back(f"{what} on the way back")


def harmless_way_in(far):
    """A step that might have cut the way, and did not, stays: the dead man is called off."""
    folder = far.signed("true", on_the_way)
    ended(far.begin("migrate", folder), 0, "a harmless change of the way in")
    timers = far.host("systemctl list-timers --all --no-legend | grep -c deadman; true").strip()
    claim(timers == "0" and far.state() == ALL, f"no dead man is left: {timers} {far.state()}")
    far.goes_back("a harmless change of the way in")
    # Killed before the word could come: whoever goes on calls the dead man off.
    folder = far.signed("sleep 4", on_the_way)
    process = far.begin("migrate", folder)
    far.await_step(2)
    process.kill()
    process.communicate()
    done = far.act("resume")
    claim(done.returncode == 0 and far.state() == ALL, f"killed while guarded: {done.stdout}")
    time.sleep(95)
    claim(far.state() == ALL, f"what was gone on with stays: {far.state()} {far.log()}")
    far.goes_back("killed while guarded")
    claim(far.log().count("-2") == 1, f"killed while guarded: taken back once: {far.log()}")


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
