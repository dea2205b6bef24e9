import { readFile } from "node:fs/promises";
import path from "node:path";
import matter from "gray-matter";
const AGENTS_DIR = path.resolve("agents");
export async function loadAgent(name: string) {
  const raw = await readFile(path.join(AGENTS_DIR, `${name}.md`), "utf8");
  const { data, content } = matter(raw);
  const shared = await readFile(path.join(AGENTS_DIR, "_shared.md"), "utf8");
  return { model: data.model, system: shared + content };
}
