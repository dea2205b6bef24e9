import { Bot } from "grammy";
import Redis from "ioredis";
import { persona } from "./persona.js";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";

const bot = new Bot(process.env.TELEGRAM_TOKEN);
const redis = new Redis(process.env.REDIS_URL);
const topics = readdirSync("data/questions").filter((f) => f.endsWith(".yaml"));
const scores = JSON.parse(readFileSync("data/scores.json", "utf8"));

bot.on("message:text", async (ctx) => {
  const round = await redis.get("round:" + ctx.chat.id);
  if (!round) return;
  scores[ctx.from.id] = (scores[ctx.from.id] ?? 0) + 1;
  writeFileSync("data/scores.json", JSON.stringify(scores));
  await ctx.reply(persona.length ? "Well struck." : "ok");
});
bot.start();
