import json
from pathlib import Path

RAIZ = Path(__file__).resolve().parent.parent


def ficha(nombre: str = "marta") -> str:
    datos = json.loads((RAIZ / f"alumnado/{nombre}/ficha.json").read_text("utf-8"))
    return "\n".join(f"{clave}: {valor}" for clave, valor in datos["para_el_profesorado"].items())


def avance(nombre: str) -> dict:
    return json.loads((RAIZ / f"alumnado/{nombre}/avance.json").read_text("utf-8"))
