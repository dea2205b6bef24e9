import argparse, pathlib
p = argparse.ArgumentParser()
for n in ("wesen", "regeln", "gedaechtnis", "frage"):
    p.add_argument("--" + n)
a = p.parse_args()
system = "\n\n".join(pathlib.Path(x).read_text() for x in (a.wesen, a.regeln, a.gedaechtnis))
