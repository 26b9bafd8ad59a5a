import { afterAll, beforeAll, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "./connect-double.ts";
import { flowOf, keyword, publish, say } from "./publish-test-flow.ts";

const { conversations, operations, channels } = routes;
let world: World;
let whatsapp: Double;
let telegram: Double;
let webhook: string;
let telegramWebhook: string;

beforeAll(async () => {
  world = await startWorld();
  whatsapp = await startDouble("whatsapp");
  telegram = await startDouble("telegram");
  webhook = await connect(world, whatsapp);
  telegramWebhook = await connect(world, telegram);
  await publish(
    world,
    flowOf("Greeting", { start: keyword("hello"), a: say("Good day") }, ["start.next > a"]),
  );
});
afterAll(async () => {
  await world.close();
  await whatsapp.close();
  await telegram.close();
});

async function threadOf(name: string) {
  const { items } = await world.call(conversations.listConversations, { query: { search: name } });
  const [conversation] = items;
  if (!conversation) {
    return { conversation: undefined, messages: [] };
  }
  const params = { conversationId: conversation.id };
  const { items: messages } = await world.call(conversations.listMessages, { params });
  return { conversation, messages: [...messages].reverse() };
}

test("statuses move a message forward and never back, whatever their order", async () => {
  const from = "84901234001";
  await whatsapp.deliver(webhook, { kind: "text", from, name: "Statuses", text: "hello" });
  await until(async () => (await threadOf("Statuses")).messages[1]?.delivery === "sent");
  const messageId = "wamid.DOUBLE1";
  for (const status of ["read", "delivered", "sent"] as const) {
    await whatsapp.deliver(webhook, { kind: "status", to: from, messageId, status });
  }
  await until(async () => (await threadOf("Statuses")).messages[1]?.delivery === "read");
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect((await threadOf("Statuses")).messages[1]?.delivery).toBe("read");
});

test("what a platform refuses lands in the dead letters, and goes out when it is sent again", async () => {
  telegram.fail({ kind: "answer", status: 403 });
  await telegram.deliver(telegramWebhook, {
    kind: "text",
    from: "601",
    name: "Blocked",
    text: "hello",
  });
  await until(async () => (await world.call(operations.listDeadLetters)).total === 1);
  const { items } = await world.call(operations.listDeadLetters);
  expect(items[0]).toMatchObject({ contactName: "Blocked", preview: "Good day", attempts: 1 });
  expect((await threadOf("Blocked")).messages[1]?.delivery).toBe("failed");
  await until(async () => (await world.call(operations.listAlerts)).items.length > 0);

  const before = telegram.sends.length;
  await world.call(operations.resendAllDeadLetters);
  await until(() => telegram.sends.length === before + 1);
  await until(async () => (await threadOf("Blocked")).messages[1]?.delivery === "sent");
  expect((await world.call(operations.listDeadLetters)).total).toBe(0);
});

test("a lost answer is shown as unknown and not repeated", async () => {
  telegram.fail({ kind: "drop", taken: true });
  await telegram.deliver(telegramWebhook, {
    kind: "text",
    from: "602",
    name: "Unknown",
    text: "hello",
  });
  await until(async () => (await threadOf("Unknown")).messages[1]?.delivery === "unknown");
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(telegram.sends.filter((it) => JSON.stringify(it.body).includes("602")).length).toBe(1);
});

test("refused credentials mark the channel, tell the team, and are not tried again", async () => {
  telegram.fail({ kind: "answer", status: 401 });
  await telegram.deliver(telegramWebhook, {
    kind: "text",
    from: "603",
    name: "Locked",
    text: "hello",
  });
  await until(async () => {
    const { items } = await world.call(channels.listChannels);
    return items.some((it) => it.type === "telegram" && it.status === "needsReconnecting");
  });
  await until(async () => {
    const { items } = await world.call(operations.listAlerts);
    return items.some((it) => it.code === "channel.needs-reconnecting");
  });
});

test("a channel that sends again no longer needs reconnecting", async () => {
  const status = async () => {
    const { items } = await world.call(channels.listChannels);
    return items.find((it) => it.type === "telegram")?.status;
  };
  // The cached state of a channel is up to a second old, so one message may be too early.
  await until(async () => {
    const known = telegram.sends.length;
    const event = { kind: "text", from: "605", name: "Unlocked", text: "hello" } as const;
    await telegram.deliver(telegramWebhook, event);
    await until(() => telegram.sends.length > known);
    return (await status()) === "connected";
  });
});

test("a picture is kept here before the flow sees it", async () => {
  const bytes = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  );
  const fileId = telegram.addFile(bytes, "image/png");
  await telegram.deliver(telegramWebhook, { kind: "image", from: "604", name: "Painter", fileId });
  await until(async () => (await threadOf("Painter")).messages.length === 1);
  const [message] = (await threadOf("Painter")).messages;
  if (message?.content.kind !== "image") {
    throw new Error(`It is ${message?.content.kind}`);
  }
  expect(message.content).toMatchObject({ mimeType: "image/png", size: bytes.length });
  const file = await world.fetch(message.content.url);
  expect(Buffer.from(await file.arrayBuffer())).toEqual(bytes);
});

test("wrong signatures, broken JSON, huge bodies and unknown channels are refused, and the server goes on", async () => {
  const path = new URL(webhook).pathname;
  const post = (to: string, body: string, headers: Record<string, string> = {}) =>
    world.fetch(to, { as: "nobody", method: "POST", body, headers });
  const { headers } = whatsapp.webhook({ kind: "raw", body: {} });
  expect((await post(path, "{}")).status).toBe(401);
  expect((await post(path, "{not json", { ...headers })).status).toBe(401);
  expect(
    (
      await post(
        new URL(telegramWebhook).pathname,
        "{not json",
        telegram.webhook({ kind: "raw", body: {} }).headers as Record<string, string>,
      )
    ).status,
  ).toBe(400);
  expect((await post("/webhooks/whatsapp/0123456789abcdef01234567", "{}")).status).toBe(404);
  expect((await post("/webhooks/fax/1", "{}")).status).toBe(404);
  expect((await post(path, "x".repeat(3_200_000))).status).toBe(413);
  expect((await world.fetch(path, { as: "nobody", method: "PUT", body: "{}" })).status).toBe(405);
  expect((await world.fetch("/healthz")).status).toBe(200);
});
