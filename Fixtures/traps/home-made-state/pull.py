#!/usr/bin/env python3
import json

seen = json.load(open("seen.json"))
offset = int(open("data/last_offset.txt").read())
json.dump(seen, open("seen.json", "w"))
open("data/last_offset.txt", "w").write(str(offset + 1))
json.dump({"spent": 3}, open("budget-state.json", "w"))
