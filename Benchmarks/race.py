"""Runs every contender in turn, several rounds, and prints medians and ratios to the C floor.

Ratios are taken between processes of the same run, so that a noisy machine cancels out.
"""
import os
import shutil
import statistics
import subprocess
import sys
import time

GOALS = {"first scan, everything": ("floor: crawl and hash", 1.5),
         "unchanged rescan, everything": ("floor: crawl", 3.0)}


def run(command, **options):
    """CPU seconds (user and system, children included), wall seconds, peak megabytes."""
    start = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **options)
    errors = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 3):
        sys.exit(f"{command}: exit {child.returncode}\n{errors.decode(errors='replace')}")
    wall = time.monotonic() - start
    return usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024


def contenders(tree, work):
    history = os.path.join(work, "history")
    database = os.path.join(history, "history.db")
    floor = os.path.join(work, "floor")
    ours = [".build/release/bedplate", "scan", tree, "--deep", "--quiet", "--history", database]

    def fresh():
        shutil.rmtree(history, ignore_errors=True)

    yield "floor: crawl", [floor, tree], None
    yield "floor: crawl and hash", [floor, "-H", tree], None
    yield "walk and history alone", [
        ".build/release/scan-benchmark", tree, os.path.join(work, "alone", "history.db")
    ], lambda: shutil.rmtree(os.path.join(work, "alone"), ignore_errors=True)
    yield "first scan, everything", ours, fresh
    yield "unchanged rescan, everything", ours, None
    yield "find -printf", ["find", tree, "-printf", "%s %T@ %m %p\\n"], None
    if shutil.which("sha256sum"):
        shell = 'find "$0" -type f -print0 | xargs -0 -P2 -n64 sha256sum'
        yield "find, sha256sum of two at once", ["sh", "-c", shell, tree], None
    if shutil.which("openssl"):
        shell = 'find "$0" -type f -print0 | xargs -0 -P2 -n64 openssl dgst -sha256 -r'
        yield "find, openssl dgst of two at once", ["sh", "-c", shell, tree], None


def main():
    tree, work, rounds = os.path.abspath(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    run([os.path.join(work, "floor"), "-H", tree])  # everything into the page cache
    figures = {}
    for _ in range(rounds):
        for name, command, prepare in contenders(tree, work):
            if prepare:
                prepare()
            figures.setdefault(name, []).append(run(command))
    medians = {n: [statistics.median(c) for c in zip(*f)] for n, f in figures.items()}
    crawl, hashed = medians["floor: crawl"], medians["floor: crawl and hash"]
    print(f"{'':34} {'CPU s':>7} {'wall s':>7} {'MB':>6}  CPU / crawl floor  / hash floor")
    for name, (cpu, wall, memory) in medians.items():
        print(f"{name:34} {cpu:7.2f} {wall:7.2f} {memory:6.0f}"
              f"  {cpu / crawl[0]:17.2f}  {cpu / hashed[0]:12.2f}")
    failed = False
    for name, (floor, goal) in GOALS.items():
        ratio = medians[name][0] / medians[floor][0]
        failed |= ratio > goal
        verdict = "held" if ratio <= goal else "NOT held"
        print(f"{name}: {ratio:.2f} x {floor}, goal {goal} x: {verdict}")
    print("parts of a scan, milliseconds CPU and wall:")
    sys.stdout.flush()
    shutil.rmtree(os.path.join(work, "alone"), ignore_errors=True)
    database = os.path.join(work, "alone", "history.db")
    subprocess.run([".build/release/scan-benchmark", tree, database], check=True)
    sys.exit(1 if failed else 0)


main()
