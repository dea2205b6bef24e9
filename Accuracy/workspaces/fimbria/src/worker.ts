import { Worker } from "bullmq";
import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { mastra } from "./mastra/index.js";

const CURSOR = "var/house-cursors.json";
const cursors = existsSync(CURSOR) ? JSON.parse(readFileSync(CURSOR, "utf8")) : {};

new Worker("lots", async (job) => {
  const out = await mastra.getAgent("appraiser").generate(job.data.text);
  appendFileSync("var/opinions.jsonl", JSON.stringify({ lot: job.data.id, text: out.text }) + "\n");
  cursors[job.data.house] = job.data.page;
  writeFileSync(CURSOR, JSON.stringify(cursors));
}, { connection: { url: process.env.REDIS_URL } });
