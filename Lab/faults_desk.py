"""A desk on this machine whose plans change the lab's host target, for faults.py."""

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
