"""Run one role: run.py ROLE [TASK]. The system prompt is shared rules + the role's prompt + its notes."""
import json, os, pathlib, sys
import httpx

HERE = pathlib.Path(__file__).parent
LLM = os.environ.get("LLM_BASE", "http://127.0.0.1:4000/v1")


def system(role):
    parts = [HERE / "shared" / "house-rules.txt", HERE / "roles" / f"{role}.prompt", HERE / "notes" / f"{role}.core.md"]
    return "\n\n".join(path.read_text() for path in parts if path.exists())


def main():
    role, task = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else (HERE / "tasks" / f"{sys.argv[1]}.txt").read_text()
    body = {"model": "sonnet", "messages": [{"role": "system", "content": system(role)}, {"role": "user", "content": task}]}
    answer = httpx.post(LLM + "/chat/completions", json=body, headers={"Authorization": "Bearer " + os.environ["LLM_KEY"]}, timeout=300).json()
    text = answer["choices"][0]["message"]["content"]
    with open(HERE / "runs" / f"{role}.jsonl", "a") as log:
        log.write(json.dumps({"task": task[:200], "answer": text}) + "\n")
    print(text)


if __name__ == "__main__":
    main()
