import { Client, GatewayIntentBits } from "discord.js";
import { compose } from "./marrow.js";
import { recall, keep } from "./tidepool.js";
import OpenAI from "openai";

const ai = new OpenAI();
const bot = new Client({ intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.MessageContent] });
bot.on("messageCreate", async (m) => {
  if (m.author.bot) return;
  const system = await compose({ who: m.author.username, remembered: await recall(m.content) });
  const r = await ai.chat.completions.create({ model: "gpt-4.1", messages: [{ role: "system", content: system }, { role: "user", content: m.content }] });
  await m.reply(r.choices[0].message.content ?? "…");
  await keep(m.author.id, m.content);
});
bot.login(process.env.DISCORD_TOKEN);
