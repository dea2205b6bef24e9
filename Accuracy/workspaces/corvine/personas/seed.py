#!/usr/bin/env python3
"""Push every persona of roster.yaml to Open WebUI as a model with its system prompt."""
import os
import pathlib

import requests
import yaml

here = pathlib.Path(__file__).parent
roster = yaml.safe_load((here / "roster.yaml").read_text())
head = (here / roster["prepend"]).read_text()
session = requests.Session()
session.headers["Authorization"] = "Bearer " + os.environ["OWUI_KEY"]
for persona in roster["personas"]:
    system = (here / persona["file"]).read_text() + "\n" + head
    body = {
        "id": persona["id"],
        "name": persona["id"].title(),
        "base_model_id": persona["model"],
        "params": {"system": system, "temperature": persona.get("temperature", 0.7)},
        "meta": {"capabilities": {"web_search": persona.get("web_search", False)}},
    }
    reply = session.post(roster["base_url"] + "/api/v1/models/model/update?id=" + persona["id"], json=body, timeout=20)
    print(persona["id"], reply.status_code)
