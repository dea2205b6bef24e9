import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { GUARD } from './guard.js';
export function systemPrompt(guild) { return ''; }
