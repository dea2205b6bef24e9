from pathlib import Path

FOLDER = Path(__file__).parents[2] / "texts"


def load(name: str) -> str:
    return (FOLDER / f"{name}.md").read_text(encoding="utf-8")
