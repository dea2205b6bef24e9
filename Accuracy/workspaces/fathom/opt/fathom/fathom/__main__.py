import argparse, yaml
from openai import OpenAI
a = argparse.ArgumentParser(); a.add_argument("--config")
c = yaml.safe_load(open(a.parse_args().config))
persona = open(c["persona_file"]).read()
