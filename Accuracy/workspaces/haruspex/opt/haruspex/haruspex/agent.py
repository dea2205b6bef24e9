"""One pass: read the market, read the notebook, think, write a report, maybe trade."""
import json, os, pathlib, yaml
from anthropic import Anthropic
from .paper import place
ETC = pathlib.Path(os.environ.get("HARUSPEX_ETC", "/etc/haruspex"))
VAR = pathlib.Path(os.environ.get("HARUSPEX_VAR", "/var/lib/haruspex"))

def mind():
    c = yaml.safe_load((ETC / "haruspex.yaml").read_text())
    temper = (ETC / "temperament" / f"{c['temperament']}.md").read_text()
    creed = (VAR / "lessons.md").read_text()
    return c, temper + "\n\n# What losing money has taught you\n" + creed

def run(hour: str):
    c, system = mind()
    book = json.loads((VAR / "positions.json").read_text())
    m = Anthropic().messages.create(model=c["model"], max_tokens=1800, system=system,
        messages=[{"role": "user", "content": (ETC / "asks" / f"{hour}.txt").read_text() + json.dumps(book)}])
    (VAR / "reports" / f"{hour}.md").write_text(m.content[0].text)
    for order in place.parse(m.content[0].text): place.send(order, VAR / "nonce")
