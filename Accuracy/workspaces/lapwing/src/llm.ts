import OpenAI from 'openai';
import { systemPrompt } from './prompt.js';

const client = new OpenAI();

export async function answer(guild: string | undefined, text: string): Promise<string> {
  const r = await client.chat.completions.create({ model: 'gpt-5-mini', messages: [
    { role: 'system', content: systemPrompt(guild) }, { role: 'user', content: text }] });
  return r.choices[0].message.content ?? '<silent/>';
}
