import argparse, os, pathlib

from nio import AsyncClient


def system_prompt(options):
    texts = [pathlib.Path(options.persona).read_text(), pathlib.Path(options.extra).read_text()]
    texts.append(pathlib.Path("persona/crew-memory.md").read_text())
    return "\n---\n".join(texts)


parser = argparse.ArgumentParser()
parser.add_argument("--persona", required=True)
parser.add_argument("--extra", required=True)
options = parser.parse_args()
client = AsyncClient(os.environ["MATRIX_HOMESERVER"], "@cox:kedge.example", store_path="store")
PROMPT = system_prompt(options)
