import { Client, GatewayIntentBits } from 'discord.js';
import { answer } from './llm.js';

export async function startDiscord() {
  const client = new Client({ intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.MessageContent] });
  client.on('messageCreate', async (m) => {
    if (m.author.bot || !m.mentions.has(client.user!)) return;
    await m.reply(await answer(m.guildId ?? undefined, m.content));
  });
  await client.login(process.env.DISCORD_TOKEN);
}
