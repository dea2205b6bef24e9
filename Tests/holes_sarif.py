"""The open holes as SARIF 2.1.0, read by other people's readers of that format.

usage: holes_sarif.py BEDPLATE SCRATCH

A typed model of SARIF reads the document and writes it back: what it did not know, or what the
format does not have, would be missing from what it writes. The readers' own counts by level must be
those of `holes --json`. What is broken on purpose must be refused, or the reader proves nothing.
"""

import copy
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

from pydantic import ValidationError
from sarif.loader import load_sarif_file
from sarif_pydantic import Sarif

LEVELS = {"critical": "error", "high": "error", "medium": "warning", "low": "note"}


def read_back(document):
    """What the typed model makes of a document."""
    model = Sarif.model_validate(document)
    return json.loads(model.model_dump_json(by_alias=True, exclude_unset=True))


def broken(document):
    """Documents that are no SARIF 2.1.0, each by its name."""
    for name, spoil in {
        "an unknown level": lambda result: result.update(level="fatal"),
        "no message": lambda result: result.pop("message"),
        "a line that is a word": lambda result: result.update(
            locations=[{"physicalLocation": {"region": {"startLine": "first"}}}]),
    }.items():
        other = copy.deepcopy(document)
        spoil(other["runs"][0]["results"][0])
        yield name, other


def main():
    bedplate, scratch = sys.argv[1], Path(sys.argv[2])
    environment = {**os.environ, "BEDPLATE_HISTORY": str(scratch / "sarif.db")}

    def act(*words):
        return subprocess.run([bedplate, *words], env=environment, check=False,
                              capture_output=True).stdout

    act("scan", "Fixtures/moto")
    path = scratch / "holes.sarif"
    path.write_bytes(act("holes", "--sarif"))
    document = json.loads(path.read_bytes())
    faults = []
    if read_back(document) != document:
        faults.append("the typed model does not write back what it read")
    for name, other in broken(document):
        try:
            read_back(other)
            faults.append(f"{name} is not refused")
        except ValidationError:
            pass
    holes = json.loads(act("holes", "--json"))["holes"]
    ours = Counter(LEVELS[hole["severity"]] for hole in holes if hole["status"] == "open")
    theirs = Counter(
        result["level"] for result in load_sarif_file(str(path)).get_results())
    if ours != theirs or not theirs:
        faults.append(f"levels: {dict(theirs)} in SARIF, {dict(ours)} among the holes")
    for fault in faults:
        print(fault)
    print(f"{sum(theirs.values())} results read by two readers of SARIF, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
