import * as lancedb from "@lancedb/lancedb";

const db = await lancedb.connect("data/tidepool");
export async function recall(q: string): Promise<string[]> { return []; }
export async function keep(who: string, text: string) { (await db.openTable("sayings")).add([{ who, text }]); }
