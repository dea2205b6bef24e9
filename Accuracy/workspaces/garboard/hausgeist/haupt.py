"""Einstieg: baut den Systemtext zusammen und startet die Wyoming-Schleife."""
import asyncio, json, tomllib
from pathlib import Path

import yaml

from .gespraech import Gespraech
from .zeitplan import Zeitplan

WURZEL = Path(__file__).resolve().parent.parent


def systemtext() -> str:
    geist = tomllib.loads((WURZEL / "persona/hausgeist.toml").read_text())
    leute = yaml.safe_load((WURZEL / "persona/bewohner.yaml").read_text())
    regeln = (WURZEL / "persona/grundsaetze.txt").read_text()
    merken = json.loads((WURZEL / "gedaechtnis/dauerhaft.json").read_text())
    teile = [geist["wesen"]["text"], geist["wesen"]["ton"], regeln]
    teile += [f"{p['name']}: {p['wissenswert']}" for p in leute["bewohner"]]
    teile += [f"- {m['satz']}" for m in merken["saetze"]]
    return "\n".join(teile)


def main() -> None:
    gespraech = Gespraech(systemtext, protokoll=WURZEL / "gedaechtnis/protokoll")
    zeitplan = Zeitplan(WURZEL / "konfig/zeitplan.yaml", gespraech)
    asyncio.run(asyncio.wait([gespraech.horchen(), zeitplan.laufen()]))
