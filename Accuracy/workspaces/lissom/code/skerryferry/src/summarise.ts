import Anthropic from "@anthropic-ai/sdk";
const SYSTEM = `You write disruption notices for island ferries. You write as Skerry, the desk at the pier.
Two sentences at most. First: which sailing, from where, what happened. Second: the next boat.
Never promise a time that is not in the input. Never say sorry first.`;
export async function notice(o: { sailing: string; reason: string; next: string }) {
  const c = new Anthropic();
  const m = await c.messages.create({ model: "claude-haiku-4-5", max_tokens: 160, system: SYSTEM, messages: [{ role: "user", content: JSON.stringify(o) }] });
  return m.content[0].type === "text" ? m.content[0].text : "";
}
