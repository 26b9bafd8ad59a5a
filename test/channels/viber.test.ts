import { afterAll, beforeAll, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { checkViberSend } from "../doubles/viber-rules.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "../turns/connect-double.ts";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";

const { conversations } = routes;
let world: World;
let double: Double;
let webhook: string;

beforeAll(async () => {
  world = await startWorld();
  double = await startDouble("viber");
  webhook = await connect(world, double);
  const nodes = {
    start: keyword("hello"),
    answer: say("Hello to you"),
    welcome: { type: "trigger.welcome" as const, data: { channels: [] } },
    greet: say("Welcome!"),
  };
  await publish(world, flowOf("Greetings", nodes, ["start.next > answer", "welcome.next > greet"]));
});
afterAll(async () => {
  await world.close();
  await double.close();
});

const saidTo = (receiver: string) =>
  double.sends
    .map(({ body }) => body as Record<string, unknown>)
    .filter((it) => it.receiver === receiver);
async function threadOf(name: string) {
  const { items } = await world.call(conversations.listConversations, { query: { search: name } });
  const [conversation] = items;
  if (!conversation) {
    return undefined;
  }
  const params = { conversationId: conversation.id };
  const { items: messages } = await world.call(conversations.listMessages, { params });
  return { conversation, messages: [...messages].reverse() };
}

test("points Viber at our address, which Viber calls before it answers", async () => {
  const { items } = await world.call(routes.channels.listChannels, {});
  const channelId = items.find((it) => it.type === "viber")?.id ?? "";
  expect(await world.call(routes.channels.checkChannel, { params: { channelId } })).toMatchObject({
    ok: true,
    name: "Double Bot",
  });
  expect(await world.call(routes.channels.setUpChannel, { params: { channelId } })).toEqual({
    ok: true,
  });
  await world.call(routes.channels.updateChannel, {
    params: { channelId },
    body: { settings: { authToken: "wrong" } },
  });
  expect(await world.call(routes.channels.setUpChannel, { params: { channelId } })).toMatchObject({
    ok: false,
    problem: { message: expect.stringContaining("invalidAuthToken") },
  });
  const { authToken = "" } = double.settings;
  await world.call(routes.channels.updateChannel, {
    params: { channelId },
    body: { settings: { authToken } },
  });
});

test("greets in the answer to the request, and starts the welcome flow with the tap on its button", async () => {
  const user = { id: "opener=", name: "Opener" };
  const opened = {
    event: "conversation_started",
    timestamp: Date.now(),
    message_token: 1,
    type: "open",
    user,
    subscribed: false,
  };
  const reply = await fetch(webhook, {
    method: "POST",
    ...double.webhook({ kind: "raw", body: opened }),
  });
  const greeting = (await reply.json()) as { tracking_data: string };
  expect(checkViberSend(greeting, true)).toBeUndefined();
  expect(saidTo("opener=")).toEqual([]);
  const { tracking_data } = greeting;
  const message = { type: "text", text: "Start", tracking_data };
  await double.deliver(webhook, {
    kind: "raw",
    body: { event: "message", timestamp: Date.now(), message_token: 2, sender: user, message },
  });
  await until(() => saidTo("opener=").length > 0);
  expect(saidTo("opener=")).toMatchObject([{ text: "Welcome!" }]);
});

test("knows by the exact token which message arrived and was seen", async () => {
  await double.deliver(webhook, { kind: "text", from: "reader=", name: "Reader", text: "hello" });
  await until(async () => (await threadOf("Reader"))?.messages[1]?.delivery === "sent");
  const { db } = world.server.context.connection;
  const stored = await db?.collection("messages").findOne({ "content.text": "Hello to you" });
  const messageId = String(stored?.platformId);
  expect(messageId).toMatch(/^\d{19}$/);
  const seen = async (status: "delivered" | "read") => {
    await double.deliver(webhook, { kind: "status", to: "reader=", messageId, status });
    await until(async () => (await threadOf("Reader"))?.messages[1]?.delivery === status);
  };
  await seen("delivered");
  await seen("read");
});

test("notes who unsubscribed, and what Viber refuses in a good status", async () => {
  await double.deliver(webhook, { kind: "text", from: "leaver=", name: "Leaver", text: "hello" });
  await until(() => saidTo("leaver=").length > 0);
  const body = {
    event: "unsubscribed",
    timestamp: Date.now(),
    user_id: "leaver=",
    message_token: 77,
  };
  await double.deliver(webhook, { kind: "raw", body });
  await until(async () => {
    const { db } = world.server.context.connection;
    const stored = await db?.collection("conversations").findOne({ contactName: "Leaver" });
    return stored?.reachable === false;
  });
  double.fail({
    kind: "answer",
    status: 200,
    body: { status: 6, status_message: "receiverNotSubscribed" },
  });
  await double.deliver(webhook, {
    kind: "text",
    from: "stranger=",
    name: "Stranger",
    text: "hello",
  });
  await until(async () => (await threadOf("Stranger"))?.messages[1]?.delivery === "failed");
});
