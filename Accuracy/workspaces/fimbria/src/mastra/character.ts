import { readFileSync } from "node:fs";

const read = (n: string) => readFileSync(new URL(`../../characters/${n}.md`, import.meta.url), "utf8");
export const readCharacter = (name: string) => [read("_common"), read(name)].join("\n\n");
