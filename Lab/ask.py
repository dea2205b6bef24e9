#!/usr/bin/env python3
"""ask.py OUT ANSWER COMMAND…: runs COMMAND on a terminal of its own, its standard output into OUT,
and answers ANSWER to the first question that ends in a colon. Prints what the terminal showed."""
import os
import pty
import re
import select
import sys
import time

out, answer, command = sys.argv[1], sys.argv[2], sys.argv[3:]
child, terminal = pty.fork()
if child == 0:
    os.dup2(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), 1)
    os.execvp(command[0], command)
shown, end = b"", time.monotonic() + 120
while time.monotonic() < end:
    if not select.select([terminal], [], [], 0.2)[0]:
        continue
    try:
        piece = os.read(terminal, 4096)
    except OSError:
        break
    if not piece:
        break
    shown += piece
    if answer is not None and re.search(rb": ?$", shown):
        time.sleep(0.3)
        os.write(terminal, answer.encode() + b"\n")
        answer = None
sys.stdout.buffer.write(shown.replace(b"\r", b""))
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
