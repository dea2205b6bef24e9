export const keys = { crews: ["crews"] as const, hours: (c: number) => ["hours", c] as const };
