const agents = require("./agents.json");
const { Agent, run } = require("@openai/agents");
const fs = require("fs");
for (const a of agents) run(new Agent(a), fs.readFileSync("inbox/today.txt", "utf8")).then(r => fs.appendFileSync("answers.md", r.finalOutput));
