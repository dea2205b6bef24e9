import { Client } from "discord.js";
import OpenAI from "openai";
import config from "../config.json";
import { readFileSync, writeFileSync } from "fs";
const memoryPath = "./state/memories.json";
const memories = JSON.parse(readFileSync(memoryPath, "utf8"));
const openai = new OpenAI({ baseURL: config.llm.baseUrl, apiKey: "none" });
const client = new Client({ intents: [] });
client.on("messageCreate", async (m) => {
  const r = await openai.chat.completions.create({ model: "x", messages: [{ role: "system", content: config.personality.system }, { role: "user", content: m.content }] });
  memories[m.author.id] = m.content;
  writeFileSync(memoryPath, JSON.stringify(memories));
});
client.login(process.env.DISCORD_TOKEN);
