"""Night job. The prompt is the constant; cron calls `python -m tarlatan.darning`."""
from .wake import self_text

PROMPT = """It is night in the wardrobe. Read the remarks of today. Write three lines into the darning book:
what was torn, who tore it, what they did not say. Be fair to the chorus."""

def main():
    ...
