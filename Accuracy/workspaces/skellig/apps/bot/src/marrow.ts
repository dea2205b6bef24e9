import { readFile } from "node:fs/promises";
import JSON5 from "json5";
import Handlebars from "handlebars";
import { CREED } from "./creed.js";

const at = (p: string) => new URL(`../../../content/${p}`, import.meta.url);

export async function compose(ctx: { who: string; remembered: string[] }) {
  const keeper = JSON5.parse(await readFile(at("keeper.json5"), "utf8"));
  const guild = await readFile(at("guild.properties"), "utf8");
  const shape = Handlebars.compile(await readFile(at("shape.hbs"), "utf8"));
  return shape({ ...ctx, keeper, guild, creed: CREED });
}
