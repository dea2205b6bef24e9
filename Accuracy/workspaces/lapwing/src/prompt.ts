import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { GUARD } from './guard.js';

const root = new URL('../prompts/', import.meta.url);
const conf = parse(readFileSync(new URL('../config/bot.yaml', import.meta.url), 'utf8'));
const read = (name: string) => readFileSync(new URL(name, root), 'utf8');

export function systemPrompt(guild?: string): string {
  const persona = (guild && conf.personas.guilds[guild]) ?? conf.personas.default;
  const regulars = existsSync(new URL('private/regulars.md', root)) ? read('private/regulars.md') : '';
  return [read('system.md'), read(persona), regulars, GUARD].join('\n\n')
    .replaceAll('{{today}}', new Date().toISOString().slice(0, 10));
}
