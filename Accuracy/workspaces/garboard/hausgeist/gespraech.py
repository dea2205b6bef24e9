import datetime, json, os
import httpx


class Gespraech:
    def __init__(self, systemtext, protokoll):
        self.systemtext, self.protokoll = systemtext, protokoll
        self.client = httpx.AsyncClient(base_url=os.environ["LLM_URL"],
                                        headers={"Authorization": f"Bearer {os.environ['LLM_KEY']}"})

    async def antworten(self, satellit, satz):
        antwort = await self.client.post("/chat/completions", json={
            "model": "qwen3-32b", "messages": [{"role": "system", "content": self.systemtext()},
                                              {"role": "user", "content": satz}]})
        text = antwort.json()["choices"][0]["message"]["content"]
        tag = datetime.date.today().isoformat()
        with open(self.protokoll / f"{tag}.jsonl", "a") as datei:
            datei.write(json.dumps({"ort": satellit, "ich": text, "mensch": satz}, ensure_ascii=False) + "\n")
        return text
