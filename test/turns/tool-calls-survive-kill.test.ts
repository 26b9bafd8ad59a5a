import { afterAll, beforeAll, expect, test } from "vitest";
import { type BotTalk, talkToBot } from "../ai/talk-to-bot.ts";
import { type LlmDouble, startLlm } from "../doubles/llm/start-llm.ts";
import { cancelOrder, findOrder, type McpDouble, startMcp } from "../doubles/mcp.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { until } from "./connect-double.ts";
import { anyMessage, flowOf, publish, say } from "./publish-test-flow.ts";
import { type ServerProcess, startProcess } from "./server-process.ts";

let world: World;
let llm: LlmDouble;
let shop: McpDouble;
let talk: BotTalk;
let server: ServerProcess | undefined;

beforeAll(async () => {
  [world, llm, shop] = await Promise.all([startWorld(), startLlm(), startMcp()]);
  talk = await talkToBot(world);
  const { baseUrl, key: apiKey } = llm;
  const body = { name: "D", baseUrl, apiKey, model: "double-small" };
  await world.call(routes.ai.addAiConnection, { body });
  shop.tools = [findOrder, cancelOrder];
  const added = { name: "Shop", url: shop.url };
  const { id: serverId } = await world.call(routes.mcpServers.addMcpServer, { body: added });
  await world.call(routes.mcpServers.checkMcpServer, { params: { serverId } });
  const tool = {
    name: "",
    description: "",
    kind: "mcp" as const,
    parameters: [],
    serverId,
    serverTools: shop.tools.map((it) => it.name),
  };
  const data = {
    instructions: "Help",
    mode: "answerOnce" as const,
    exits: [],
    extract: [],
    useKnowledge: false,
    maxTurns: 5,
    tools: [tool],
  };
  await publish(
    world,
    flowOf(
      "Tools",
      {
        start: anyMessage(),
        ai: { type: "llm", data },
        failed: say("Sorry"),
        end: { type: "end", data: {} },
      },
      ["start.next > ai", "ai.next > end", "ai.error > failed"],
    ),
  );
  llm.answerWith(({ messages }) => {
    const said = messages.findLast((it) => it.role === "user")?.content ?? "";
    const told = messages.findLast((it) => it.role === "tool")?.content;
    return told === undefined
      ? { kind: "tools", calls: [{ name: `orders_${said}`, arguments: { number: 7 } }] }
      : { kind: "text", text: `It said ${told}` };
  });
}, 60_000);
afterAll(async () => {
  await server?.kill("SIGKILL");
  await talk?.close();
  await world?.close();
  await llm?.close();
  shop?.close();
});

test("after a kill, a tool that reads is called again; one that acts is not, and the model is told", async () => {
  shop.answer = () => "stall";
  await world.stop();
  server = await startProcess(world);
  await talk.write("ada", "find");
  await talk.write("bo", "cancel");
  await until(() => shop.called.length === 2, 30_000);
  await server.kill("SIGKILL");
  shop.answer = () => "shipped";
  server = await startProcess(world);
  // The next process takes the conversations once the lease of the dead one has expired.
  await until(() => talk.heard("ada").length + talk.heard("bo").length === 2, 120_000);
  expect(talk.heard("ada")).toEqual(["It said shipped"]);
  expect(talk.heard("bo")[0]).toMatch(/effect\.interrupted/);
  const names = shop.called.map((it) => it.name).sort();
  expect(names).toEqual(["orders/cancel", "orders/find", "orders/find"]);
}, 200_000);
