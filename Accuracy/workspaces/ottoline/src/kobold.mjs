import { readFile } from "node:fs/promises";

const shape = JSON.parse(await readFile("personality/sampler.json", "utf8"));

export async function complete(system, text) {
  const body = { ...shape, prompt: `${system}\n### User: ${text}\n### Ottoline:` };
  const reply = await fetch(`${process.env.KOBOLD_URL}/api/v1/generate`, { method: "POST", body: JSON.stringify(body) });
  return (await reply.json()).results[0].text;
}
