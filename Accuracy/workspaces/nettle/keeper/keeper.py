import os, json, time, requests
STATE = "/data/frost.json"
PROMPT = open("/app/ask.txt").read()
while True:
    state = json.load(open(STATE)) if os.path.exists(STATE) else {}
    r = requests.post(os.environ["LETTA_URL"] + "/v1/agents/a/messages", json={"messages":[{"role":"user","content":PROMPT}]})
    requests.post(os.environ["NTFY"], data=r.text)
    state["last"] = time.time()
    json.dump(state, open(STATE, "w"))
    time.sleep(3600)
