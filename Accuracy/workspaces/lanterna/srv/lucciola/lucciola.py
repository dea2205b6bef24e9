import sys, os, json, pathlib
casa = pathlib.Path(sys.argv[1])
anima = (casa / "anima.md").read_text() + (casa / "chi-sono-loro.md").read_text()
stanze = {p.stem: p.read_text() for p in (casa / "stanze").glob("*.md")}
sync = (casa / "sync.token").read_text()
