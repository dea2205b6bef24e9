import { Agent } from "@mastra/core/agent";
import { readCharacter } from "../character";
import { fetchCatalogue } from "../tools/catalogue";

export const scout = new Agent({
  name: "scout",
  instructions: readCharacter("scout"),
  model: "openai/gpt-5-mini",
  tools: { fetchCatalogue },
});
