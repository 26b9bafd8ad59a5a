import { afterAll, beforeAll, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "./connect-double.ts";
import { flowOf, keyword, publish, say } from "./publish-test-flow.ts";

const { conversations, flows, replay } = routes;
let world: World;
let http: Double;
let conversationId: string;

beforeAll(async () => {
  world = await startWorld();
  http = await startDouble("http");
  const draft = flowOf(
    "Order",
    {
      start: keyword("order"),
      ask: {
        type: "ask",
        data: { text: "Which number?", expect: "text", saveTo: "number", attempts: 2 } as never,
      },
      answer: say("Number {{ number }} is on its way"),
    },
    ["start.next > ask", "ask.next > answer"],
  );
  const flowId = await publish(world, draft);
  const webhook = await connect(world, http);
  const write = (text: string) =>
    http.deliver(webhook, { kind: "text", from: "ada", name: "Ada", text });
  await write("order");
  await until(() => http.sends.length === 1);
  // A later version changes nothing about what happened.
  const { revision } = await world.call(flows.readFlow, { params: { flowId } });
  const other = {
    ...draft,
    nodes: draft.nodes.filter((it) => it.id !== "answer"),
    edges: draft.edges.slice(0, 1),
  };
  const body = { revision, draft: other };
  const saved = await world.call(flows.saveDraft, { params: { flowId }, body });
  await world.call(flows.publishFlow, { params: { flowId }, body: saved });
  await write("42");
  await until(() => http.sends.length === 2);
  const { items } = await world.call(conversations.listConversations);
  conversationId = items[0]?.id ?? "";
});
afterAll(async () => {
  await world.close();
  await http.close();
});

test("a conversation is replayed with the version that ran, with the variables of each turn", async () => {
  const params = { conversationId };
  const { items, newest } = await world.call(replay.readReplay, { as: "agent", params });
  expect(newest).toBe(2);
  expect(items.map((it) => it.exact)).toEqual([true, true]);
  expect(items[0]).toMatchObject({ position: { version: 1, nodeId: "ask" } });
  expect(items[1]?.variables).toMatchObject({ number: "42" });
  expect(items[1]).toMatchObject({ number: 2, position: { version: 1, nodeId: "answer" } });
  const first = await world.call(replay.readReplay, { params, query: { until: 1 } });
  expect(first.items.map((it) => it.number)).toEqual([1]);
  expect((await world.refusal(replay.readReplay, { as: "viewer", params })).status).toBe(403);
});

test("a message tells the turn and the step that decided it, and how it was delivered", async () => {
  const { items } = await world.call(conversations.listMessages, { params: { conversationId } });
  const sent = items.filter((it) => it.direction === "outgoing");
  const ways = await Promise.all(
    sent.map(({ id: messageId }) =>
      world.call(replay.readMessageWay, { params: { conversationId, messageId } }),
    ),
  );
  const steps = ways.map((it) => [it.turn?.number, it.nodeId, it.flow?.name]);
  expect(steps.sort()).toEqual([
    [1, "ask", "Order"],
    [2, "answer", "Order"],
  ]);
  expect(ways[0]?.delivery).toBe("sent");
  expect(ways[0]?.tries).toMatchObject([{ result: "sent" }]);
  const written = items.find((it) => it.direction === "incoming")!;
  const own = { params: { conversationId, messageId: written.id } };
  expect((await world.call(replay.readMessageWay, own)).turn).toBeUndefined();
  const unknown = { params: { conversationId, messageId: "0".repeat(24) } };
  expect((await world.refusal(replay.readMessageWay, unknown)).code).toBe("message.not-found");
});
