import { Agent } from "@mastra/core/agent";
import { Memory } from "@mastra/memory";
import { readCharacter } from "../character";

export const appraiser = new Agent({
  name: "appraiser",
  instructions: readCharacter("appraiser"),
  model: "openai/gpt-5",
  memory: new Memory({ options: { lastMessages: 30, semanticRecall: { topK: 5, messageRange: 2 } } }),
});
