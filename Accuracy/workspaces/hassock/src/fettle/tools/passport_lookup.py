from crewai.tools import BaseTool
import urllib.request, json
class PassportLookup(BaseTool):
    name: str = "plant_passport"
    description: str = "Look up an operator number in the public plant passport register"
    def _run(self, number: str) -> str:
        with urllib.request.urlopen(f"https://planthealth.example/api/operators/{number}", timeout=20) as r:
            return json.dumps(json.load(r))
