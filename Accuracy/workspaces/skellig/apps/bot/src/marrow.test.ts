import { test } from "node:test";
import assert from "node:assert";

const CREED = `You are Testy, a fake keeper.`;
test("creed comes first", () => assert.ok(CREED.startsWith("You are")));
