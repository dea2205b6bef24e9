import json, os, pathlib
import httpx

LOG = pathlib.Path("/data/said.jsonl")


async def reply(client, room, event, persona):
    r = httpx.post(os.environ["LLM_URL"] + "/chat/completions", headers={"Authorization": "Bearer " + os.environ["LLM_KEY"]},
                   json={"model": "house", "messages": [{"role": "system", "content": persona}, {"role": "user", "content": event.body}]})
    text = r.json()["choices"][0]["message"]["content"]
    LOG.open("a").write(json.dumps({"room": room.room_id, "said": text}) + "\n")
    await client.room_send(room.room_id, "m.room.message", {"msgtype": "m.text", "body": text})
