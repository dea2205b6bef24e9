"""A folder in which the program is run, and claims about how it ends."""
import os
import pty
import shutil
import subprocess
from pathlib import Path

import runs
from runs import claim

FIXTURE = Path(__file__).resolve().parent.parent / "Fixtures" / "moto"


class Desk:
    """A folder with its own history, in which the program is run."""

    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": str(folder / "home"), "LC_ALL": "C.UTF-8",
            "BEDPLATE_HISTORY": str(folder / "state" / "history.db"),
        }

    def moto(self):
        """A copy of Moto's workspace in the folder."""
        tree = self.folder / "moto"
        shutil.copytree(FIXTURE, tree, symlinks=True)
        return tree

    def run(self, *words, cwd=None, **variables):
        return subprocess.run(
            [self.program, *map(os.fspath, words)], capture_output=True, timeout=120,
            cwd=cwd or self.folder, env=self.environment | variables)

    def run_on_terminal(self, *words, output=None, **variables):
        """What reaches a terminal that is standard error, and standard output unless given."""
        keeper, screen = pty.openpty()
        process = subprocess.Popen(
            [self.program, *map(os.fspath, words)], stdout=output or screen, stderr=screen,
            cwd=self.folder, env=self.environment | {"TERM": "xterm"} | variables)
        os.close(screen)
        seen = b""
        while True:
            try:
                piece = os.read(keeper, 65536)
            except OSError:  # EIO: nobody holds the other end
                piece = b""
            if not piece:
                break
            seen += piece
        os.close(keeper)
        process.wait(timeout=120)
        return seen

    def ends(self, status, *words, says=None, cwd=None, **variables):
        """Runs it, and claims its exit status and a part of what it says on standard error."""
        done = self.run(*words, cwd=cwd, **variables)
        shown = "bedplate " + " ".join(map(str, words))
        told = done.stderr.decode(errors="replace")
        claim(done.returncode == status,
              f"{shown} ends with {status}, not {done.returncode}: {told.strip()}")
        if says is not None:
            claim(says in told, f"{shown} says {says!r}, not {told!r}")
        if status not in (0, 1, 3):
            claim(done.stdout == b"", f"{shown} keeps standard output clean")
        return done


def told():
    """Prints how many claims held; the status to end with."""
    print(f"{runs.passed} passed, {runs.failed} failed")
    return 1 if runs.failed else 0
