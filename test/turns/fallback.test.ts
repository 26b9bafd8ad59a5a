import { afterAll, beforeAll, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "./connect-double.ts";
import { anyMessage, flowOf, publish, say } from "./publish-test-flow.ts";

let world: World;
let first: Double;
let second: Double;
let hooks: { first: string; second: string };

beforeAll(async () => {
  world = await startWorld();
  [first, second] = [await startDouble("telegram"), await startDouble("telegram")];
  hooks = { first: await connect(world, first), second: await connect(world, second) };
  await publish(world, flowOf("Any", { any: anyMessage(), a: say("Answer") }, ["any.next > a"]));
  const { items } = await world.call(routes.channels.listChannels);
  const [a, b] = [hooks.first, hooks.second].map((it) => it.split("/").at(-1) ?? "");
  expect(items.map((it) => it.id)).toEqual(expect.arrayContaining([a, b]));
  await world.call(routes.routing.saveRouting, {
    body: {
      revision: 0,
      rules: [],
      fallbacks: [
        { channelId: a ?? "", fallbackId: b ?? "" },
        { channelId: b ?? "", fallbackId: a ?? "" },
      ],
    },
  });
}, 60_000);
afterAll(async () => {
  await world.close();
  await first.close();
  await second.close();
});

const forbidden = {
  kind: "answer",
  status: 403,
  body: { ok: false, error_code: 403, description: "Forbidden: not enough rights" },
} as const;

async function alertCodes(): Promise<readonly string[]> {
  const { items } = await world.call(routes.operations.listAlerts);
  return items.map((it) => it.code);
}

test("what one platform refuses goes out by the other channel, once, and is no dead letter", async () => {
  await second.deliver(hooks.second, { kind: "text", from: "801", text: "hi" });
  await until(() => second.sends.length === 1);
  first.fail(forbidden);
  await first.deliver(hooks.first, { kind: "text", from: "801", text: "hi" });
  await until(() => second.sends.length === 2);
  expect(JSON.stringify(second.sends[1]?.body)).toContain("Answer");
  expect((await world.call(routes.operations.listDeadLetters)).items).toEqual([]);
  const { items } = await world.call(routes.conversations.listConversations);
  const threads = await Promise.all(
    items.map(async ({ id }) => {
      const params = { conversationId: id };
      return (await world.call(routes.conversations.listMessages, { params })).items;
    }),
  );
  const messages = threads.flat();
  expect(messages.filter((it) => it.event === "relayed")).toHaveLength(1);
  expect(messages.filter((it) => it.failure?.code === "delivery.fallback")).toHaveLength(1);
  expect(await alertCodes()).not.toContain("delivery.failed");
});

test("two channels that fail do not pass a message back and forth", async () => {
  first.fail(forbidden);
  second.fail(forbidden);
  await first.deliver(hooks.first, { kind: "text", from: "801", text: "again" });
  await until(async () => (await alertCodes()).includes("delivery.failed"));
  expect((await world.call(routes.operations.listDeadLetters)).items).toHaveLength(1);
  expect(first.calls.filter((it) => it.path.endsWith("/sendMessage"))).toHaveLength(2);
});

test("where the other channel does not know the contact, an alert says so", async () => {
  first.fail(forbidden);
  await first.deliver(hooks.first, { kind: "text", from: "802", text: "hi" });
  await until(async () => (await alertCodes()).includes("delivery.no-fallback"));
});

test("a message whose answer was lost is not sent elsewhere", async () => {
  const before = second.sends.length;
  first.fail({ kind: "drop", taken: true });
  await first.deliver(hooks.first, { kind: "text", from: "801", text: "lost" });
  await until(async () => (await world.call(routes.operations.listDeadLetters)).items.length === 3);
  expect(second.sends).toHaveLength(before);
});

test("a channel cannot be its own fallback", async () => {
  const { revision, rules, fallbacks = [] } = await world.call(routes.routing.readRouting);
  const [one] = fallbacks;
  const own = { channelId: one?.channelId ?? "", fallbackId: one?.channelId ?? "" };
  const refused = await world.refusal(routes.routing.saveRouting, {
    body: { revision, rules, fallbacks: [own] },
  });
  expect(refused.errors?.map((it) => it.at)).toEqual(["/fallbacks/0/fallbackId"]);
});
