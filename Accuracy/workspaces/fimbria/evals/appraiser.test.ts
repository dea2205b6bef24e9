import { expect, test } from "vitest";
import { readCharacter } from "../src/mastra/character";

test("appraiser looks at the ivory", () => expect(readCharacter("appraiser")).toContain("ivory"));
