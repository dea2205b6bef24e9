import { Anthropic } from "@anthropic-ai/sdk";
import { Glob } from "bun";
import prices from "./prices.toml";

const client = new Anthropic();
const parts: string[] = [];
for (const name of ["origin", "temper", "customers"]) {
  parts.push(await Bun.file(`${import.meta.dir}/being/${name}.md`).text());
}
const lately = await Bun.file("/srv/chandler/ledger/lately.md").text();
export async function answer(text: string) {
  return client.messages.create({ model: "claude-sonnet-4", max_tokens: 800, system: parts.join("\n") + lately, messages: [{ role: "user", content: text }] });
}
