import fs from "node:fs/promises";
import mqtt from "mqtt";
import Anthropic from "@anthropic-ai/sdk";
const conf = JSON.parse(await fs.readFile(new URL("./butler.json", import.meta.url)));
const system = await fs.readFile(conf.characterFile, "utf8");
const notes = await fs.readFile("./remember.md", "utf8").catch(() => "");
const client = mqtt.connect(conf.broker);
const ai = new Anthropic();
client.on("message", async (t, m) => {
  const r = await ai.messages.create({ model: conf.model, system: system + notes, messages: [{ role: "user", content: String(m) }], max_tokens: 400 });
  await fs.appendFile("./said.jsonl", JSON.stringify(r) + "\n");
});
