"""Faults of the way in: a step, or its undo, that cuts the connection it came by."""

import time

from faults_desk import ALL, HOST, claim, ended

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
