"""Boucle de l'équipe : lit le tableau, choisit, passe par le portique, exécute."""
import glob, json, pathlib, yaml
EQUIPE = {y["nom"]: y for y in (yaml.safe_load(open(f)) for f in glob.glob("equipe/*.yaml"))}
PACTE = open("pacte.md").read()
def contexte(nom):
    return PACTE + EQUIPE[nom]["consigne"] + pathlib.Path(f"memoire/{nom}/notes.md").read_text()
def tour():
    etat = json.load(open("etat/boucle.json"))
    tableau = json.load(open("etat/tableau.json"))
    reprise = pathlib.Path("tmp/reprise.json")
    if reprise.exists():
        etat = json.loads(reprise.read_text())
