import json, os, pathlib, httpx, yaml
import paho.mqtt.client as mqtt

HOUSE = pathlib.Path("/app/house")
VAR = pathlib.Path("/app/var")

def system_prompt() -> str:
    people = yaml.safe_load((HOUSE / "household.yaml").read_text())
    return (HOUSE / "voice.md").read_text() + "\n" + yaml.safe_dump(people, allow_unicode=True)

def on_message(client, userdata, msg):
    log = VAR / "heard.jsonl"
    r = httpx.post(os.environ["OLLAMA_URL"] + "/api/chat", timeout=60, json={"model": "qwen3:8b", "stream": False,
        "messages": [{"role": "system", "content": system_prompt()}, {"role": "user", "content": msg.payload.decode()}]})
    with log.open("a") as f:
        f.write(json.dumps({"in": msg.payload.decode(), "out": r.json()["message"]["content"]}) + "\n")

c = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
c.username_pw_set(os.environ["MQTT_USER"], open(os.environ["MQTT_PASSWORD_FILE"]).read().strip())
c.on_message = on_message
c.connect(os.environ["MQTT_HOST"]); c.subscribe("gretl/heard"); c.loop_forever()
