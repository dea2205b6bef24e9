import os
import anthropic

client = anthropic.Anthropic(api_key=os.environ["ANTHROPIC_API_KEY"])


def ask(system: str, text: str) -> str:
    reply = client.messages.create(model="claude-sonnet-4-5", max_tokens=1500, system=system,
                                   messages=[{"role": "user", "content": text}])
    return reply.content[0].text
