from crewai.tools import BaseTool
class MartTool(BaseTool):
    name: str = "mart"
    def _run(self, mart: str) -> str:
        return open("cache/" + mart).read()
