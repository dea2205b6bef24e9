#!/usr/bin/env python3
"""Counts the week's letters and writes reports/digest-YYYY-WW.md."""
import datetime
import os
import subprocess

week = datetime.date.today().strftime("%G-%V")
rows = subprocess.check_output(
    ["psql", os.environ["DIGEST_DB"], "-Atc", "select count(*) from letter where received > now() - interval '7 days'"])
with open(os.path.expanduser(f"~/reports/digest-{week}.md"), "w") as out:
    out.write(f"# Week {week}\n\n{int(rows)} letters.\n")
