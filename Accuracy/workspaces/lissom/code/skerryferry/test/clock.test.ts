import { expect, test } from "vitest"; import { serviceDay } from "../src/clock";
test("23:55 on the DST night belongs to Saturday", () => { expect(String(serviceDay(Temporal.Instant.from("2026-03-29T00:55:00Z")))).toBe("2026-03-28"); });
