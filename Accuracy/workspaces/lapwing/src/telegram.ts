import { readFileSync, writeFileSync } from 'node:fs';
import { Bot } from 'grammy';
import { answer } from './llm.js';

export async function startTelegram() {
  const bot = new Bot(process.env.TELEGRAM_BOT_TOKEN!);
  bot.on('message:text', async (ctx) => {
    writeFileSync('data/telegram-offset.json', JSON.stringify({ last: ctx.update.update_id }));
    await ctx.reply(await answer(undefined, ctx.message.text));
  });
  void bot.start();
}
