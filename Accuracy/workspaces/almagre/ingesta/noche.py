import json, os, pathlib
marca = pathlib.Path("/marcas/oai.json")
desde = json.loads(marca.read_text())["desde"]
params = json.load(open("/app/trocea.json"))
