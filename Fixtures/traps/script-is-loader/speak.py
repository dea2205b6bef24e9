#!/usr/bin/env python3
import json
import pathlib
import sys

here = pathlib.Path(__file__).parent
system = (here / "voice/ottilie.md").read_text()
json.dump({"messages": [{"role": "system", "content": system}, {"role": "user", "content": sys.argv[1]}]}, sys.stdout)
