#!/usr/bin/env python3
"""Sets our enumeration of a far tree beside find(1) over ssh(1), in turn, through one delay.

usage: distance.py TREE WORK [ROUNDS]      RTT=20 milliseconds, LIMIT=1.1

An sshd of the current user listens on loopback; between it and everybody stands a proxy that hands
each byte over half the round trip after it came. Fails where the median of ours takes more than
LIMIT times the median of find, by the transport that a plain host gets.
"""
import asyncio
import os
import pathlib
import statistics
import subprocess
import sys
import threading
import time

FIND = r"%y %s %m %U %G %T@ %C@ %n %i %D %P\0%l\0"


async def carry(reader, writer, delay):
    """Hands bytes over in their order, each a fixed delay after it came."""
    under_way = asyncio.Queue(1 << 12)

    async def give():
        while True:
            due, piece = await under_way.get()
            await asyncio.sleep(max(due - time.monotonic(), 0))
            if not piece:
                return writer.close()
            writer.write(piece)
            await writer.drain()

    giving = asyncio.create_task(give())
    while True:
        try:
            piece = await reader.read(1 << 18)
        except OSError:
            piece = b""
        await under_way.put((time.monotonic() + delay, piece))
        if not piece:
            return await giving


def proxy(port, target, delay):
    async def meet(reader, writer):
        there, back = await asyncio.open_connection("127.0.0.1", target, limit=1 << 20)
        await asyncio.gather(
            carry(reader, back, delay), carry(there, writer, delay), return_exceptions=True)

    async def serve():
        server = await asyncio.start_server(meet, "127.0.0.1", port, limit=1 << 20)
        await server.serve_forever()

    threading.Thread(target=asyncio.run, args=(serve(),), daemon=True).start()


def host(work):
    """Starts an sshd and the delay before it; the configuration of a client."""
    for name in "hostkey", "key":
        (work / name).unlink(missing_ok=True)
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", work / name], check=True)
    (work / "authorized").write_text((work / "key.pub").read_text())
    port, far = 20000 + os.getpid() % 20000, 20001 + os.getpid() % 20000
    (work / "sshd_config").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {work}/hostkey\nPidFile none\n"
        f"AuthorizedKeysFile {work}/authorized\nUsePAM no\nStrictModes no\nPermitRootLogin yes\n"
        "Subsystem sftp internal-sftp\n")
    (work / "config").write_text(
        f"Host far\n HostName 127.0.0.1\n Port {far}\n IdentityFile {work}/key\n"
        f" IdentitiesOnly yes\n UserKnownHostsFile {work}/known\n")
    (work / "known").write_text(
        f"[127.0.0.1]:{far} " + " ".join((work / "hostkey.pub").read_text().split()[:2]) + "\n")
    os.makedirs("/run/sshd", exist_ok=True)
    daemon = subprocess.Popen(["/usr/sbin/sshd", "-D", "-f", work / "sshd_config", "-E", work / "log"])
    proxy(far, port, float(os.environ.get("RTT", 20)) / 2000)
    time.sleep(1)
    return daemon


def timed(command):
    start = time.monotonic()
    out = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
    return time.monotonic() - start, out


def race(tree, work, rounds):
    config = work / "config"
    find = ["ssh", "-F", config, "far", f"find '{tree}' -xdev -printf '{FIND}'"]
    seconds, told = {"find over ssh": []}, {}
    for _ in range(rounds):
        seconds["find over ssh"].append(timed(find)[0])
        for transport in "libssh2", "ssh":
            ours = [".build/release/distance-benchmark", config, "far", tree, transport]
            whole, out = timed(ours)
            seconds.setdefault(transport, []).append(whole)
            told[transport] = out.decode().split()
    return seconds, told


def main():
    tree = os.path.abspath(sys.argv[1])
    work = pathlib.Path(sys.argv[2]).absolute()
    work.mkdir(parents=True, exist_ok=True)
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    daemon = host(work)
    try:
        seconds, told = race(tree, work, rounds)
    finally:
        daemon.kill()
        daemon.wait()
    floor = statistics.median(seconds["find over ssh"])
    worst = 0
    for name, all in seconds.items():
        ratio = statistics.median(all) / floor
        line = f"{name:14} {statistics.median(all):6.2f} s  {ratio:5.2f} of find"
        if name in told:
            _, _, entries, trips, came, peak = told[name]
            line += (f"  {entries} entries, {trips} round trips, {int(came) >> 20} MiB, "
                     f"peak {int(peak) >> 10} MiB")
            worst = ratio if name == "libssh2" else worst
        print(line)
    if worst > float(os.environ.get("LIMIT", 1.1)):
        sys.exit(f"ours took {worst:.2f} times as long as find")


main()
