import { Mastra } from "@mastra/core";
import { PostgresStore } from "@mastra/pg";
import { scout } from "./agents/scout";
import { appraiser } from "./agents/appraiser";
import { scribe } from "./agents/scribe";

export const mastra = new Mastra({
  agents: { scout, appraiser, scribe },
  storage: new PostgresStore({ connectionString: process.env.DATABASE_URL! }),
});
