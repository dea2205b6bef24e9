import os, httpx
async def answer(system, m):
    async with httpx.AsyncClient(base_url=os.environ["OPENROUTER_BASE_URL"], timeout=90) as c:
        r = await c.post("/chat/completions", headers={"Authorization": "Bearer " + os.environ["OPENROUTER_API_KEY"]},
            json={"model": "mistralai/mistral-medium-3", "messages": [{"role": "system", "content": system}, {"role": "user", "content": m.clean_content}]})
    return r.json()["choices"][0]["message"]["content"][:1900]
