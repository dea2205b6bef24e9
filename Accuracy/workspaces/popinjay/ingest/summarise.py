from pathlib import Path
import httpx

SYSTEM = Path(__file__).with_name("librarian.txt").read_text()


def summarise(text: str) -> str:
    body = {"model": "qwen3:8b", "stream": False, "messages": [{"role": "system", "content": SYSTEM}, {"role": "user", "content": text[:6000]}]}
    return httpx.post("http://ollama:11434/api/chat", json=body, timeout=300).json()["message"]["content"]
