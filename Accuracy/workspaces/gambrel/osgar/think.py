"""python -m osgar.think "<prompt>": one thought with the whole manner; the answer is appended to lessons.md."""
import sys
from . import llm, loop

if __name__ == "__main__":
    text = llm.ask(loop.system_prompt(), sys.argv[1])
    with (loop.VAR / "lessons.md").open("a") as out:
        out.write("- " + text.strip() + "\n")
