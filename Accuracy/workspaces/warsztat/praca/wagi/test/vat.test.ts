import { test } from "vitest";
test("vat", () => {});
