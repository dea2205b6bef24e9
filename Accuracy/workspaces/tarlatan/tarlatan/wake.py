"""Assemble the self and answer the costume department of a theatre."""
import configparser, json, pathlib, sqlite3, tomllib
import xml.etree.ElementTree as ET
import yaml
from . import embedder, matrix, moods

BASE = pathlib.Path(__file__).parent.parent

def self_text():
    grain = ET.parse(BASE / "grain/warp.xml").getroot()
    weft = yaml.safe_load((BASE / "grain/weft.yml").read_text())
    ini = configparser.ConfigParser(); ini.read(BASE / "grain/people.cfg")
    parts = ["".join(grain.itertext())]
    parts += [f"- {k}: {v}" for k, v in weft["manners"].items()]
    parts += [f"{s} is {ini[s]['who']}. {ini[s].get('mind', '')}" for s in ini.sections()]
    with sqlite3.connect(BASE / "var/closet.dat") as db:
        if not db.execute("select 1 from sqlite_master where name='tenet'").fetchone():
            db.executescript((BASE / "grain/tenets.sql").read_text())
        parts += [r[0] for r in db.execute("select body from tenet order by rank")]
    parts.append(moods.current(BASE / "var/mood.pkl"))
    return "\n".join(parts)

def main():
    opts = tomllib.loads((BASE / "loom.toml").read_text())
    matrix.serve(self_text, opts, embedder.open_store(BASE / "var/chroma"))
