import json, sys, pathlib, datetime
event = json.load(sys.stdin)
ledger = pathlib.Path.home() / ".claude" / "token-ledger.csv"
total = sum(json.loads(l).get("message", {}).get("usage", {}).get("output_tokens", 0)
            for l in open(event["transcript_path"]))
with ledger.open("a") as f:
    f.write(f"{datetime.date.today()},{event['session_id']},{total}\n")
