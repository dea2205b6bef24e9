import { readFileSync } from 'node:fs';

export async function startDigest() {
  const prompt = readFileSync('prompts/tasks/weekly-digest.md', 'utf8');
  console.log('digest armed', prompt.length);
}
