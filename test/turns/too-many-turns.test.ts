import { afterAll, beforeAll, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "./connect-double.ts";
import { flowOf, keyword, publish, say } from "./publish-test-flow.ts";

const { conversations, operations } = routes;
const sorry = "Sorry, something went wrong. Please try again later.";
let world: World;
let http: Double;
let webhook: string;
let loops: string;

beforeAll(async () => {
  // Twenty turns within ten seconds.
  world = await startWorld({ botTurnsPerSecond: 2 });
  http = await startDouble("http");
  webhook = await connect(world, http);
  const question = { text: "And then?", expect: "text", saveTo: "said", attempts: 1 } as const;
  const code = (source: string, saveTo: string) =>
    ({ type: "code", data: { source, saveTo, timeoutMs: 1_000 } }) as const;
  const nodes = {
    talk: keyword("talk"),
    question: { type: "ask", data: question } as const,
    spin: keyword("spin"),
    list: code("return Array.from({ length: 100 }, (_, index) => index);", "list"),
    each: { type: "loop", data: { list: "list", item: "item", limit: 100 } } as const,
    turn: code("return variables.item;", "one"),
    done: say("Done"),
    hi: keyword("hi"),
    hello: say("Hello"),
  };
  loops = await publish(
    world,
    flowOf("Loops", nodes, [
      "talk.next > question",
      "question.next > question",
      "spin.next > list",
      "list.next > each",
      "each.item > turn",
      "turn.next > each",
      "each.done > done",
      "hi.next > hello",
    ]),
  );
});
afterAll(async () => {
  await world.close();
  await http.close();
});

function toldTo(person: string): string[] {
  return http.sends.flatMap(({ body }) => {
    const text = JSON.stringify(body);
    return text.includes(`"${person}"`) ? (/"text":"([^"]*)"/.exec(text)?.[1] ?? "?") : [];
  });
}

async function threadOf(name: string) {
  const { items } = await world.call(conversations.listConversations, { query: { search: name } });
  const [conversation] = items;
  if (!conversation) {
    return [];
  }
  const params = { conversationId: conversation.id };
  const query = { limit: 100 };
  return (await world.call(conversations.listMessages, { params, query })).items;
}

async function alertsOf(code: string) {
  return (await world.call(operations.listAlerts)).items.filter((it) => it.code === code);
}

test("a flood is kept whole, is answered so far, raises one alert, and is answered again when it is over", async () => {
  const from = "flooder";
  const texts = ["talk", ...Array.from({ length: 34 }, (_, index) => `word ${index}`)];
  await Promise.all(
    texts.map((text, index) =>
      http.deliver(webhook, { kind: "text", from, name: "Flooder", text, at: Date.now() + index }),
    ),
  );
  await until(async () => {
    const thread = await threadOf("Flooder");
    return thread.filter((it) => it.direction === "incoming").length === texts.length;
  });
  await until(() => toldTo(from).includes(sorry));
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(toldTo(from)).toEqual([...Array.from({ length: 20 }, () => "And then?"), sorry]);
  expect(await alertsOf("limit.turns")).toMatchObject([
    { count: 1, message: "More than 20 turns of one conversation within ten seconds" },
  ]);

  const { items } = await world.call(conversations.listConversations, {
    query: { search: "Flooder" },
  });
  const params = { conversationId: items[0]?.id ?? "" };
  const start = { params, body: { flowId: loops, nodeId: "hello" } };
  expect(await world.refusal(conversations.startFlow, start)).toMatchObject({
    status: 429,
    code: "conversation.too-many-turns",
    details: { retryAfterSeconds: expect.any(Number) },
  });

  world.advance(10_000);
  await world.call(conversations.startFlow, start);
  await until(() => toldTo(from).includes("Hello"));
  const at = Date.now() + 10_000;
  await http.deliver(webhook, { kind: "text", from, text: "hi", at });
  await until(() => toldTo(from).filter((it) => it === "Hello").length === 2);
}, 20_000);

test("a flow that spins through its own calls is ended, and its contact is heard", async () => {
  const from = "spinner";
  await http.deliver(webhook, { kind: "text", from, name: "Spinner", text: "spin" });
  await until(() => toldTo(from).length > 0, 20_000);
  expect(toldTo(from)).toEqual([sorry]);
  const [alert] = await alertsOf("limit.turns");
  expect(alert?.flowId).toBeDefined();
  await http.deliver(webhook, { kind: "text", from, text: "hi" });
  await until(() => toldTo(from).includes("Hello"));
}, 30_000);

test("what a contact wrote in the time when no server ran is answered whole", async () => {
  const from = "patient";
  const before = Date.now();
  for (let index = 0; index < 30; index++) {
    const at = before - 600_000 + index * 20_000;
    await http.deliver(webhook, { kind: "text", from, name: "Patient", text: "hi", at });
  }
  await until(() => toldTo(from).length === 30, 20_000);
}, 30_000);
