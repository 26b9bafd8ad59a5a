import { expect, test } from "vitest";
import { Chat } from "../chat/chat.ts";
import { drawFlow, says } from "../testing/draw-flow.ts";

const own = {
  name: "Look up",
  description: "Looks up",
  kind: "http" as const,
  parameters: [],
  url: "https://shop.example",
};
const server = {
  name: "",
  description: "",
  kind: "mcp" as const,
  parameters: [],
  serverId: "s1",
  serverTools: ["orders/find"],
};
const flow = drawFlow(
  { ai: ["llm", { instructions: "Help", tools: [server, own] }], m: says("Done") },
  ["ai > m"],
);
const request = (talk: Chat) => talk.effects.findLast((it) => it.type === "callLlm")?.request;

test("tools of an MCP server are called through the shell, and the model reads what they give", () => {
  const talk = new Chat(flow);
  talk.play("where is 7?");
  expect(request(talk)?.serverTools).toEqual([{ serverId: "s1", tools: ["orders/find"] }]);
  expect(request(talk)?.tools?.map((it) => it.name)).toEqual(["Look_up"]);
  const serverTool = { serverId: "s1", tool: "orders/find", repeatable: true };
  const call = { id: "c1", name: "orders_find", arguments: '{"number":7}', serverTool };
  talk.play({ answer: { text: "", calls: [call] } });
  expect(talk.effects.at(-1)).toMatchObject({
    type: "callMcp",
    call: { ...serverTool, arguments: '{"number":7}' },
  });
  talk.play({ answer: { body: "shipped" } });
  expect(request(talk)?.messages.at(-1)).toEqual({
    role: "tool",
    callId: "c1",
    content: "shipped",
  });
});

test("a tool of a server that fails is told to the model, which goes on", () => {
  const talk = new Chat(flow);
  const serverTool = { serverId: "s1", tool: "orders/find", repeatable: true };
  const call = { id: "c1", name: "orders_find", arguments: "{", serverTool };
  const failure = { code: "mcp.arguments-invalid", message: "The arguments are not a JSON object" };
  talk.play("hi", { answer: { text: "", calls: [call] } }, { failure });
  expect(request(talk)?.messages.at(-1)?.content).toContain("mcp.arguments-invalid");
  talk.play({ answer: { text: "I cannot look now" } });
  expect(talk.lines).toContain("bot: I cannot look now");
});
