import { readFileSync } from "node:fs";
export const persona = ["_house-rules.md", "quizmaster.md"].map((f) => readFileSync("/personas/" + f, "utf8")).join("\n");
