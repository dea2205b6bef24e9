#!/usr/bin/env python3
import argparse, os, json, urllib.request
CONF = os.path.expanduser("~/.openclaw/workspace/skills/calendar-bridge/account.json")
def main():
    p = argparse.ArgumentParser(); p.add_argument("verb", choices=["list", "add"]); p.add_argument("--days", type=int, default=2)
    a, rest = p.parse_known_args()
    account = json.load(open(CONF))
    req = urllib.request.Request(account["url"], method="REPORT")
    print(urllib.request.urlopen(req).read().decode())
if __name__ == "__main__": main()
