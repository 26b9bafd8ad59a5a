import { type AiAgentSpec, freshAgent } from "@chatloom/flows-schema";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type LlmDouble, startLlm } from "../doubles/llm/start-llm.ts";
import { cancelOrder, findOrder, type McpDouble, startMcp } from "../doubles/mcp.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { anyMessage, flowOf, publish, say } from "../turns/publish-test-flow.ts";
import { type BotTalk, talkToBot } from "./talk-to-bot.ts";

const { ai, aiAgents, mcpServers, operations } = routes;
let world: World;
let llm: LlmDouble;
let shop: McpDouble;
let talk: BotTalk;
let serverId: string;
let people = 0;
let person: string;

beforeAll(async () => {
  [world, llm, shop] = await Promise.all([startWorld(), startLlm(), startMcp()]);
  talk = await talkToBot(world);
  const body = { name: "D", baseUrl: llm.baseUrl, apiKey: llm.key, model: "double-small" };
  await world.call(ai.addAiConnection, { body });
  shop.tools = [findOrder, cancelOrder];
  const added = { name: "Shop", url: shop.url };
  serverId = (await world.call(mcpServers.addMcpServer, { body: added })).id;
  await world.call(mcpServers.checkMcpServer, { params: { serverId } });
});
beforeEach(() => {
  person = `person-${++people}`;
  llm.script();
  llm.answerWith(({ messages }) => ({
    kind: "text",
    text: `Re: ${messages.findLast((it) => it.role === "user")?.content}`,
  }));
});
afterAll(async () => {
  await talk?.close();
  await world?.close();
  await llm?.close();
  shop?.close();
});

const allowed = (...serverTools: string[]) => ({
  name: "",
  description: "",
  kind: "mcp" as const,
  parameters: [],
  serverId,
  serverTools,
});

async function agentWith(tools: AiAgentSpec["tools"]): Promise<string> {
  const { id: agentId } = await world.call(aiAgents.addAiAgent, { body: { name: "Mai" } });
  const params = { agentId };
  const { revision } = await world.call(aiAgents.readAiAgent, { params });
  const draft = { ...freshAgent, instructions: "Help", tools };
  const body = { name: "Mai", revision, draft };
  const saved = await world.call(aiAgents.saveAiAgent, { params, body });
  await world.call(aiAgents.publishAiAgent, { params, body: { revision: saved.revision } });
  return agentId;
}

function flowWith(data: object) {
  const step = {
    instructions: "Help",
    mode: "converse" as const,
    exits: [],
    extract: [],
    useKnowledge: false,
    maxTurns: 20,
    ...data,
  };
  return flowOf(
    "With tools",
    {
      start: anyMessage(),
      ai: { type: "llm", data: step },
      done: say("End"),
      failed: say("Sorry"),
    },
    ["start.next > ai", "ai.next > done", "ai.error > failed"],
  );
}

const toldToModel = () => llm.asked.at(-1)?.messages.filter((it) => it.role === "tool") ?? [];

async function asks(text: string): Promise<void> {
  await talk.write(person, text);
  await until(() => talk.heard(person).at(-1) === `Re: ${text}`);
}

test("a model is offered the allowed tools only, and reads what they give", async () => {
  const agentId = await agentWith([allowed("orders/find")]);
  await publish(world, flowWith({ agentId }));
  shop.answer = (_, { number }) => `Order ${number} is on its way`;
  llm.script(
    { kind: "tools", calls: [{ name: "orders_cancel", arguments: { number: 7 } }] },
    { kind: "tools", calls: [{ name: "orders_find", arguments: { number: "seven" } }] },
    { kind: "tools", calls: [{ name: "orders_find", arguments: { number: 7 } }] },
  );
  await asks("where is 7?");
  expect(llm.asked.at(-1)?.tools).toEqual(["orders_find"]);
  expect(toldToModel().map((it) => it.content)).toEqual([
    expect.stringMatching(/There is no tool "orders_cancel"/),
    expect.stringMatching(/mcp\.arguments-invalid.*\/number must be integer/),
    "Order 7 is on its way",
  ]);
  expect(shop.called).toMatchObject([{ name: "orders/find", arguments: { number: 7 } }]);
  expect(llm.refusals).toEqual([]);
});

test("a model learns that a tool is gone, and members get an alert", async () => {
  await publish(world, flowWith({ tools: [allowed("orders/find", "orders/never")] }));
  shop.tools = [cancelOrder];
  llm.script({ kind: "tools", calls: [{ name: "orders_find", arguments: { number: 7 } }] });
  await asks("and 8?");
  expect(toldToModel()[0]?.content).toMatch(/mcp\.tool-gone/);
  const alerts = async () => (await world.call(operations.listAlerts, { query: {} })).items;
  await until(async () => (await alerts()).some((it) => it.code === "mcp.tool-gone"));
  const found = (await alerts()).find((it) => it.code === "mcp.tool-gone");
  expect(JSON.stringify(found)).toMatch(/orders\/never/);
});
