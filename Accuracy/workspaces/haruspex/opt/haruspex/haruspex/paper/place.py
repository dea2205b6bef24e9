import pathlib, re
def parse(t): return re.findall(r"^ORDER (BUY|SELL) (\S+) ([\d.]+) @ ([\d.]+)$", t, re.M)
def send(o, nonce: pathlib.Path):
    n = int(nonce.read_text()) + 1; nonce.write_text(str(n))
