import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
const s = new McpServer({ name: "kiln", version: "0.1.0" });
s.tool("temperature", {}, async () => ({ content: [{ type: "text", text: String(await read()) }] }));
async function read() { return (await fetch("http://10.0.4.30/t", { headers: { "x-token": process.env.KILN_TOKEN } })).text(); }
