import { afterAll, beforeAll, expect, test } from "vitest";
import { type BotTalk, talkToBot } from "../ai/talk-to-bot.ts";
import { type LlmDouble, startLlm } from "../doubles/llm/start-llm.ts";
import { recordingOf } from "../doubles/llm/transcription.ts";
import { cancelOrder, findOrder, type McpDouble, startMcp } from "../doubles/mcp.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { until } from "./connect-double.ts";
import { type MediaHost, startMediaHost } from "./media-host.ts";
import { anyMessage, flowOf, publish, say } from "./publish-test-flow.ts";
import { type ServerProcess, startProcess } from "./server-process.ts";

let world: World;
let llm: LlmDouble;
let shop: McpDouble;
let talk: BotTalk;
let server: ServerProcess | undefined;
let host: MediaHost;
/** How often the model was asked about the voice note. */
let spoken = 0;

beforeAll(async () => {
  [world, llm, shop, host] = await Promise.all([
    startWorld(),
    startLlm(),
    startMcp(),
    startMediaHost(),
  ]);
  talk = await talkToBot(world);
  const { baseUrl, key: apiKey } = llm;
  const body = {
    name: "D",
    baseUrl,
    apiKey,
    model: "double-small",
    transcriptionModel: "double-whisper",
  };
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
    if (said === "spoken") {
      return ++spoken === 1 ? { kind: "stall" } : { kind: "text", text: "Heard you" };
    }
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
  await host?.close();
});

test("after a kill, a tool that reads is called again; one that acts is not, and the model is told; a voice note is heard once", async () => {
  shop.answer = () => "stall";
  await world.stop();
  server = await startProcess(world);
  await talk.write("ada", "find");
  await talk.write("bo", "cancel");
  const voice = { type: "audio/wav", bytes: recordingOf("spoken") };
  await talk.send("cleo", { kind: "audio", url: host.put("/note.wav", voice), voice: true });
  await until(() => shop.called.length === 2 && spoken === 1, 30_000);
  await server.kill("SIGKILL");
  shop.answer = () => "shipped";
  server = await startProcess(world);
  // The next process takes the conversations once the lease of the dead one has expired.
  const people = ["ada", "bo", "cleo"];
  await until(() => people.every((it) => talk.heard(it).length > 0), 120_000);
  expect(talk.heard("ada")).toEqual(["It said shipped"]);
  expect(talk.heard("bo")[0]).toMatch(/effect\.interrupted/);
  expect(talk.heard("cleo")).toEqual(["Heard you"]);
  expect(llm.transcribed).toEqual(["spoken"]);
  const names = shop.called.map((it) => it.name).sort();
  expect(names).toEqual(["orders/cancel", "orders/find", "orders/find"]);
}, 200_000);
