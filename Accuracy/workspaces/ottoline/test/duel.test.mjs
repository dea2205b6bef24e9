import test from "node:test";
import { name } from "../src/commands/duel.mjs";
test("name", () => name === "duel");
