import yaml, hashlib
REGLES = yaml.safe_load(open("portique/regles.yaml"))
