"""Pomfret's notebook: appends a remark, and prints the last nine for the prompt template."""
import datetime, pathlib, re, sys
HERE = pathlib.Path("/config/pomfret")
BOOK = HERE / "daybook.psv"
MANNERS = (HERE / "manners.ini").read_text()   # goes before the remarks, verbatim

def prelude():
    return MANNERS + "\n" + "\n".join(BOOK.read_text().splitlines()[-9:])

if sys.argv[1:] == ["--prelude"]:
    print(prelude())
elif sys.argv[1:] == ["--yesterday"]:
    print(len(re.findall("ERROR", pathlib.Path("/config/home-assistant.log.1").read_text())))
else:
    with BOOK.open("a") as f:
        f.write(f"{datetime.datetime.now():%F %R}|{sys.argv[1]}\n")
