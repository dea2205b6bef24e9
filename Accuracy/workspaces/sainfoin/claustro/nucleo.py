"""Lo que la tutora sabe siempre. Se añade a su backstory en cada arranque."""
from pathlib import Path

import yaml
from jinja2 import Environment, FileSystemLoader

RAIZ = Path(__file__).resolve().parent.parent
ENTORNO = Environment(loader=FileSystemLoader(RAIZ / "plantillas"))


def recuerdos() -> str:
    nucleo = yaml.safe_load((RAIZ / "memoria/nucleo.yaml").read_text("utf-8"))
    return ENTORNO.get_template("tutora.md.j2").render(**nucleo)
