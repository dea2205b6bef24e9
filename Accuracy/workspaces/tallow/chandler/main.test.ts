import { expect, test } from "bun:test";
test("answers", () => expect(1).toBe(1));
