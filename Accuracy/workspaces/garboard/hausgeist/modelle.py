"""Lädt die in modelle/modelle.lock genannten Dateien in der genannten Revision."""
import json, pathlib, urllib.request

def main():
    ordner = pathlib.Path(__file__).parent.parent / "modelle"
    for m in json.loads((ordner / "modelle.lock").read_text())["dateien"]:
        ziel = ordner / m["ziel"]
        if not ziel.exists():
            ziel.parent.mkdir(parents=True, exist_ok=True)
            urllib.request.urlretrieve(f"https://huggingface.co/{m['repo']}/resolve/{m['revision']}/{m['pfad']}", ziel)
