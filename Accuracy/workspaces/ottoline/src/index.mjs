import { Client, GatewayIntentBits } from "discord.js";
import { readFileSync } from "node:fs";
import { complete } from "./kobold.mjs";
import { remember } from "./memory.mjs";

const persona = readFileSync(new URL("../personality/ottoline.txt", import.meta.url), "utf8");
const boundaries = readFileSync("personality/boundaries.txt", "utf8");
const client = new Client({ intents: [GatewayIntentBits.Guilds, GatewayIntentBits.MessageContent] });

client.on("messageCreate", async (message) => {
  if (message.author.bot) return;
  const answer = await complete(persona + boundaries, message.content);
  await message.reply(answer);
  await remember(message.author.id, message.content);
});
client.login(process.env.DISCORD_TOKEN);
