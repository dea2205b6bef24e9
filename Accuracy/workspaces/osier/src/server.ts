import { generateText } from "ai";
import { loadAgent } from "./agents.js";
import Database from "better-sqlite3";
const db = new Database(process.env.DB_PATH ?? "./data/osier.db");
const agent = await loadAgent(process.env.AGENT ?? "weaver");
export async function reply(text: string) { return generateText({ model: agent.model, system: agent.system, prompt: text }); }
