import asyncio, datetime, json
import yaml


class Zeitplan:
    """Fragt den Geist zu festen Zeiten mit dem Auftrag aus zeitplan.yaml."""
    def __init__(self, datei, gespraech):
        self.auftraege, self.gespraech = yaml.safe_load(datei.read_text())["auftraege"], gespraech
        self.zuletzt = datei.parent.parent / "laufzeit/zeitplan.stand.json"

    async def laufen(self):
        while True:
            stand = json.loads(self.zuletzt.read_text())
            jetzt = datetime.datetime.now()
            for a in self.auftraege:
                if a["um"] == jetzt.strftime("%H:%M") and stand.get(a["name"]) != jetzt.date().isoformat():
                    await self.gespraech.antworten(a["ort"], a["auftrag"])
                    stand[a["name"]] = jetzt.date().isoformat()
            self.zuletzt.write_text(json.dumps(stand))
            await asyncio.sleep(20)
