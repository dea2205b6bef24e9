#!/usr/bin/env python3
"""Read the vault logger, subtract the known bias, latch one alarm per event."""
import json, pathlib, subprocess, datetime as dt
STATE = pathlib.Path(__file__).resolve().parent.parent / "humidity-state.json"
BIAS = 3.0
def read():
    out = subprocess.check_output(["ble-thermo", "--mac", "4C:65:A8:D0:1B:77", "--json"], timeout=40)
    d = json.loads(out); return d["rh"] - BIAS, d["t"]
if __name__ == "__main__":
    s = json.loads(STATE.read_text()); rh, t = read()
    bad = rh < 40 or rh > 62
    if bad and not s["alarm_latched"]:
        s["alarms_sent"].append(dt.datetime.now().astimezone().isoformat(timespec="seconds")); print("ALARM", rh)
    s.update(last_read=dt.datetime.now().astimezone().isoformat(timespec="seconds"), rh=rh, temp=t, alarm_latched=bad)
    STATE.write_text(json.dumps(s))
