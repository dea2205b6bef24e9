import fs from "node:fs";
import path from "node:path";
import { LettaClient } from "@letta-ai/letta-client";
import { Signal } from "./signal.mjs";

const letta = new LettaClient({ baseUrl: process.env.LETTA_URL, token: process.env.LETTA_SERVER_PASSWORD });
const agent = process.env.HERON_AGENT_ID;

// the charter is ours, the "learned" block is hers: never overwrite that one
const text = fs.readdirSync("charter").filter((n) => n.endsWith(".md")).sort()
  .map((n) => fs.readFileSync(path.join("charter", n), "utf8")).join("\n\n");
await letta.agents.blocks.modify(agent, "charter", { value: text, readOnly: true });

const mark = "var/last-timestamp.json";
let last = fs.existsSync(mark) ? JSON.parse(fs.readFileSync(mark)).timestamp : 0;
const signal = new Signal(process.env.SIGNAL_URL, process.env.SIGNAL_NUMBER);
for await (const m of signal.messages()) {
  if (m.timestamp <= last) continue;
  const done = await letta.agents.messages.create(agent, { messages: [{ role: "user", content: `${m.sourceName}: ${m.text}` }] });
  await signal.send(m.group ?? m.source, done.messages.filter((x) => x.messageType === "assistant_message").map((x) => x.content).join("\n"));
  fs.writeFileSync(mark, JSON.stringify({ timestamp: (last = m.timestamp) }));
}
