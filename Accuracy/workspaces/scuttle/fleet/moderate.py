from .llm import ask

JUDGE = """You guard the groups of the club De Krab. Reply OK or HIDE and one word why.
Hide: insults, phone numbers of juniors, selling things that are not swimming gear.
Do not hide: swearing at the weather, criticism of the board, bad puns."""


async def fine(text: str) -> bool:
    return (await ask(JUDGE, text)).startswith("OK")
