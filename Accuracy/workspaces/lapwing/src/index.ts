import { startDiscord } from './discord.js';
import { startTelegram } from './telegram.js';
import { startDigest } from './digest.js';

await Promise.all([startDiscord(), startTelegram(), startDigest()]);
