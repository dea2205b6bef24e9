import settings from './settings.js';
import { readFileSync } from 'fs';
import { createAgent } from './src/mindcraft/mindcraft.js';

// what every mind knows, whoever it is
const common = ['mountain', 'jun'].map((n) => readFileSync(`./common/${n}`, 'utf8')).join('\n');

for (const p of settings.profiles) {
  const profile = JSON.parse(readFileSync(p, 'utf8'));
  profile.conversing = common + '\n' + profile.conversing;
  await createAgent({ ...settings, profile });
}
