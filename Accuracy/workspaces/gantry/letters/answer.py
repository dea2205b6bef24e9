import argparse
import json
import urllib.request
from pathlib import Path

args = argparse.ArgumentParser()
args.add_argument("--prompt")
args.add_argument("--manners")
args.add_argument("--inbox")
a = args.parse_args()
system = Path(a.prompt).read_text() + Path(a.manners).read_text()
done = set(json.loads(Path("done.json").read_text()))
body = {"model": "small", "messages": [{"role": "system", "content": system}]}
urllib.request.urlopen("http://localhost:8081/v1/chat/completions", json.dumps(body).encode())
