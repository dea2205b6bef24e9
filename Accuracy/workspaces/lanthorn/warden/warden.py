"""The house warden: listens on MQTT, thinks, writes one line."""
import json, os, pathlib, urllib.request
import anthropic, paho.mqtt.client as mqtt

SELF = "\n\n".join(p.read_text() for p in sorted(pathlib.Path("/persona").glob("*.md")))
LEARNED = pathlib.Path("/data/learned.md")
SPOKEN = pathlib.Path("/data/spoken.jsonl")
client = anthropic.Anthropic()

def think(event):
    system = SELF + "\n\n" + LEARNED.read_text()
    r = client.messages.create(model="claude-haiku-4-5", max_tokens=200, system=system,
                               messages=[{"role": "user", "content": json.dumps(event)}])
    return r.content[0].text

def on_message(c, _, m):
    line = think({"topic": m.topic, "payload": m.payload.decode()})
    if line.strip() == "-":
        return
    with SPOKEN.open("a") as out:
        out.write(json.dumps({"topic": m.topic, "line": line}) + "\n")
    urllib.request.urlopen(urllib.request.Request(os.environ["N8N_WEBHOOK"], line.encode()))

c = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
c.username_pw_set(os.environ["MQTT_USER"], os.environ["MQTT_PASSWORD"])
c.on_message = on_message
c.connect(os.environ["MQTT_HOST"])
c.subscribe("zigbee2mqtt/+")
c.loop_forever()
