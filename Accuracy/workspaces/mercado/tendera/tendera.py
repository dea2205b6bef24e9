import json
import os
from pathlib import Path

import ollama

ALMA = Path("/alma")
LIBRETA = Path("/libreta")


def quien_soy():
    return "\n".join(p.read_text() for p in sorted(ALMA.glob("*.txt")))


def fiado(cliente):
    deudas = json.loads((LIBRETA / "fiado.json").read_text())
    return deudas.get(cliente, 0)


def contesta(texto):
    return ollama.chat(model="tendera", messages=[{"role": "system", "content": quien_soy()}, {"role": "user", "content": texto}])
