import { createTool } from "@mastra/core/tools";
import { z } from "zod";

export const fetchCatalogue = createTool({
  id: "fetch-catalogue",
  description: "Read the catalogue page of an auction house",
  inputSchema: z.object({ url: z.string().url() }),
  execute: async ({ context }) => (await fetch(context.url)).text(),
});
