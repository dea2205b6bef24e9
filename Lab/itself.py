"""A run that lives in what it is asked to stop: it tells a person and does nothing.

usage: itself.py BEDPLATE SSH-CONFIG SCRATCH     inside a scenario of a lab that is up
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

LAB = Path(__file__).resolve().parent
sys.path.insert(0, str(LAB.parent / "Tests"))

import runs  # noqa: E402
from runs import WORK, claim  # noqa: E402

OURS = "/opt/bedplate"
TOOL = f"LD_LIBRARY_PATH={OURS}/lib PATH={OURS}/bin:$PATH LC_ALL=C.UTF-8"


class Inside(runs.Desk):
    """A desk whose tool runs where `enter` leads to, and whose plans change the place `place`."""

    def __init__(self, program, config, scratch, host, enter, place):
        self.program, self.config, self.folder = program, config, scratch
        self.host_name, self.enter, self.place = host, enter, place
        self.home = scratch
        self.key = scratch / "owner"
        if not self.key.exists():
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", self.key],
                           check=True)
        public = self.key.with_suffix(".pub").read_text().split()
        self.host("install -d /etc/bedplate && cat > /etc/bedplate/owners", text=(
            f'ada namespaces="plan-approve@bedplate,confirm@bedplate" {public[0]} {public[1]}\n'
        ).encode())
        self.host(f"rm -rf /var/lib/bedplate; mkdir -p -m 700 {WORK}")

    def host(self, command, text=b"", check=True):
        return subprocess.run(["ssh", "-F", self.config, self.host_name, command], input=text,
                              capture_output=True, check=check)

    def inside(self, command, text=b"", check=True, root=False):
        """Runs a shell text where the tool lives."""
        return self.host(self.enter(command, root), text, check)

    def carry(self, folder, to):
        data = subprocess.run(["tar", "-C", folder, "-cf", "-", "."], check=True,
                              capture_output=True).stdout
        self.inside(f"mkdir -p {to} && tar -xf - -C {to}", data, root=True)

    def install(self):
        """The tool with the libraries it needs, as root put them there."""
        parts = self.folder / "parts"
        (parts / "lib").mkdir(parents=True)
        (parts / "bin").mkdir()
        for program in [self.program, shutil.which("ssh-keygen")]:
            shutil.copy(os.path.realpath(program), parts / "bin" / Path(program).name)
            told = subprocess.run(["ldd", program], capture_output=True, text=True, check=True)
            for line in told.stdout.splitlines():
                words = line.split()
                if len(words) > 2 and not words[0].startswith(("libc.so", "libm.so", "ld-linux")):
                    shutil.copy(os.path.realpath(words[2]), parts / "lib" / words[0])
        os.rename(parts / "bin" / Path(self.program).name, parts / "bin" / "bedplate")
        self.carry(parts, OURS)
        shutil.rmtree(parts)

    def tool(self, words):
        return self.inside(f"cd /tmp && {TOOL} BEDPLATE_HISTORY=/tmp/state/history.db bedplate {words}",
                           check=False)

    def ends_with_alert(self, what, stops, action, why):
        """The first of three steps is done, the second told, the third not begun."""
        self.inside("mkdir -p /tmp/tree /tmp/state && echo 'I am.' > /tmp/tree/SOUL.md")
        self.tool("scan /tmp/tree")
        self.snapshot = json.loads(self.tool("show --json").stdout)["snapshot"]["id"]
        steps = [runs.step(n, place=self.place, effects={"writes": [f"{self.place}:{WORK}"]})
                 for n in (1, 2, 3)]
        steps[1]["effects"]["stops"] = [stops]
        steps[1]["action"] = action
        folder = self.plan(steps, runs.scripts())
        done = self.approve(folder)
        assert done.returncode == 0, done.stderr
        self.carry(folder, "/tmp/plan")
        done = self.tool("migrate /tmp/plan")
        out = (done.stdout + done.stderr).decode()
        claim(done.returncode == 76 and "ALERT" in out and why in out,
              f"P7: {what}: {done.returncode} {out}")
        marks = self.host(f"ls {WORK}").stdout.decode().split()
        claim(marks == ["log", "mark-1"], f"P7: {what}: only what came before was done: {marks}")
        done = self.tool("rollback")
        claim(done.returncode == 0, f"P7: {what}: it is taken back: {done.stdout}{done.stderr}")

    def environment(self, _=None):
        return os.environ | {"BEDPLATE_HISTORY": str(self.folder / "none.db")}


def in_container(command, root):
    user = "--user 0" if root else "--user 1001 --env HOME=/tmp/home"
    return f"docker exec -i {user} moto_gateway_1 sh -c {quoted(command)}"


def quoted(text):
    return "'" + text.replace("'", "'\\''") + "'"


def container(program, config, scratch):
    """The agent's own container reaches its host over SSH, which is asked to stop the container."""
    place = "ssh:root@172.18.0.1"
    desk = Inside(program, config, scratch, "source", in_container, place)
    desk.install()
    desk.inside(f"cp {OURS}/bin/ssh-keygen /usr/bin/", root=True)
    key = (Path(config).parent / "key").read_bytes()
    desk.inside("mkdir -p -m 700 /tmp/home/.ssh && umask 077 && cat > /tmp/home/.ssh/id_ed25519", key)
    known = [line.split(" ", 1) for line in
             (Path(config).parent / "known_hosts").read_text().splitlines()]
    keys = "".join(f"172.18.0.1 {rest}\n" for names, rest in known if names.startswith("source,"))
    desk.inside("cat > /tmp/home/.ssh/known_hosts", keys.encode())
    desk.ends_with_alert(
        "inside the container", f"{place}/service/moto/gateway",
        {"do": "container", "name": "moto/gateway", "verb": "stop"},
        "this process runs inside gateway")
    desk.inside("rm -rf /tmp/state /tmp/plan", root=True)
    desk.ends_with_alert(
        "inside a container of the engine", f"{place}/service/system/docker",
        {"do": "unit", "name": "docker.service", "verb": "stop"}, "this process runs inside docker")
    desk.inside(f"rm -rf {OURS} /usr/bin/ssh-keygen /tmp/home /tmp/state /tmp/plan /tmp/tree", root=True)


def in_unit(command, root):
    if root:
        return command
    return (f"systemd-run --quiet --wait --pipe --collect --unit=mover "
            f"--uid=nobody --setenv=HOME=/tmp/home sh -c {quoted(command)}")


def unit(program, config, scratch):
    """A unit of a host, under a user of its own, is asked to stop itself."""
    desk = Inside(program, config, scratch, "target", in_unit, "local")
    desk.install()
    desk.host("chown -R nobody /var/lib/bedplate")
    desk.ends_with_alert(
        "under the unit", "local/service/system/mover",
        {"do": "unit", "name": "mover.service", "verb": "stop"}, "this process runs under mover")


def main():
    program, config, scratch = sys.argv[1:]
    for case in (container, unit):
        before = runs.failed
        folder = Path(scratch) / case.__name__
        folder.mkdir()
        case(program, config, folder)
        print(f"  {'holds' if runs.failed == before else 'FAILS'}: {case.__doc__}", flush=True)
    return 1 if runs.failed else 0


if __name__ == "__main__":
    sys.exit(main())
