import { readFileSync, writeFileSync } from "node:fs";
const persona = readFileSync(new URL("./PERSONA.txt", import.meta.url), "utf8");
const customers = JSON.parse(readFileSync("./who-is-who.json", "utf8"));
const pos = readFileSync("./.position", "utf8");
export const system = persona + "\n\nCustomers:\n" + JSON.stringify(customers);
writeFileSync("./.position", String(Number(pos) + 1));
