import json, pathlib
DATEI = pathlib.Path("daten/lesezeichen.json")
def weiter(quelle, seite):
    d = json.loads(DATEI.read_text()); d[quelle] = seite; DATEI.write_text(json.dumps(d))
