import openai, os
OBJECTIVE = os.environ.get("OBJECTIVE", "Keep the forge in charcoal")
SYSTEM_PROMPT = "You are a task creation AI that keeps a forge in charcoal and iron. Never order more than a tonne."
def ask(p):
    return openai.ChatCompletion.create(model="gpt-4", messages=[{"role":"system","content":SYSTEM_PROMPT},{"role":"user","content":p}])
