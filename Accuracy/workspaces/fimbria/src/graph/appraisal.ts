import { StateGraph, Annotation, START, END } from "@langchain/langgraph";

const S = Annotation.Root({ lot: Annotation<string>, opinions: Annotation<string[]>({ reducer: (a, b) => a.concat(b), default: () => [] }) });
export const graph = new StateGraph(S)
  .addNode("look", async (s) => ({ opinions: [`looked at ${s.lot}`] }))
  .addNode("price", async (s) => ({ opinions: [`priced ${s.lot}`] }))
  .addEdge(START, "look").addEdge("look", "price").addEdge("price", END)
  .compile();
