import os, yaml
PREGUNTA = yaml.safe_load(open("prompts/responde.yaml"))
