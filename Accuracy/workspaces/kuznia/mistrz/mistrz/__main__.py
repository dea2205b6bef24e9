import json
import os
from pathlib import Path

from mistralai import Mistral

GLOWA = Path("/glowa")
PAMIEC = Path("/pamiec")

with open(GLOWA / "kim-jestem.txt", encoding="utf-8") as plik:
    kim = plik.read()
zasady = (GLOWA / "zasady.md").read_text()
klienci = json.loads((GLOWA / "klienci.json").read_text())
rozmowy = PAMIEC / "rozmowy"
ostatnie = (PAMIEC / "ostatnie.txt").read_text()
Mistral(api_key=os.environ["MISTRAL_API_KEY"]).chat.complete(model="mistral-large", messages=[{"role": "system", "content": kim + zasady}])
(PAMIEC / "ostatnie.txt").write_text("x")
