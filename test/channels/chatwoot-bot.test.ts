import { afterAll, beforeAll, expect, test } from "vitest";
import { chatwootBotPlatform, type KeptConversation } from "../doubles/chatwoot-bot.ts";
import type { Double } from "../doubles/double.ts";
import { serve } from "../doubles/serve.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "../turns/connect-double.ts";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";

const dayMs = 86_400_000;
const began = Math.floor((Date.now() - 60 * dayMs) / 1_000);
/** Conversations that Chatwoot had before: two pages of its list, the first with two pages of messages. */
const kept: KeptConversation[] = Array.from({ length: 27 }, (_, index) => ({
  id: 500 + index,
  name: `Old ${index}`,
  messages: Array.from({ length: index === 0 ? 30 : 2 }, (_, at) => ({
    id: 50_000 + index * 100 + at,
    content: `Line ${at} of ${index}: help`,
    message_type: at % 2 === 0 ? (0 as const) : (1 as const),
    created_at: began + at,
  })),
}));

let world: World;
let double: Double;
let webhook: string;
let channelId: string;

beforeAll(async () => {
  world = await startWorld();
  double = await serve(chatwootBotPlatform(Date.now, kept), Date.now);
  webhook = await connect(world, double);
  channelId = new URL(webhook).pathname.split("/").at(-1) ?? "";
  await publish(
    world,
    flowOf(
      "Help",
      {
        help: keyword("help"),
        hello: say("I am the bot"),
        people: { type: "handoff", data: { text: "One moment", assignTo: "anyone" } },
        back: say("The bot is back"),
        again: keyword("bot"),
        answer: say("The bot answers"),
      },
      ["help.next > hello", "hello.next > people", "people.next > back", "again.next > answer"],
    ),
  );
});
afterAll(async () => {
  await world.close();
  await double.close();
});

const write = (from: string, text: string) => double.deliver(webhook, { kind: "text", from, text });
const raw = (body: unknown) => double.deliver(webhook, { kind: "raw", body });
const callsTo = (from: string, what: string) =>
  double.calls.filter(
    (it) => it.method === "POST" && it.path.endsWith(`conversations/${from}/${what}`),
  );
const statuses = (from: string) =>
  callsTo(from, "toggle_status").map((it) => (it.body as { status: string }).status);
const said = (from: string) =>
  callsTo(from, "messages").map((it) => (it.body as { content: string }).content);
const changed = (from: string, status: string) =>
  raw({
    event: "conversation_status_changed",
    id: Number(from),
    inbox_id: 3,
    status,
    updated_at: Date.now() / 1_000,
  });
const find = async (from: string) => {
  const { items } = await world.call(routes.conversations.listConversations, { query: {} });
  return items.find((it) => JSON.stringify(it).includes(from));
};
const outgoing = (from: string, more: object) => ({
  event: "message_created",
  id: 70_000 + Math.floor(Math.random() * 9_999),
  content: "Hello from Bea",
  message_type: "outgoing",
  private: false,
  source_id: null,
  created_at: new Date().toISOString(),
  sender: { id: 7, name: "Bea", type: "user" },
  account: { id: 1 },
  conversation: { id: Number(from), inbox_id: 3, status: "open" },
  ...more,
});

test("opens a conversation for Chatwoot's agents when a flow hands over, and goes on when it is pending", async () => {
  await write("41", "help");
  await until(() => statuses("41").at(-1) === "open");
  expect(said("41")).toEqual(["I am the bot", "One moment"]);
  // Chatwoot repeats what we told it.
  await changed("41", "open");
  await raw(outgoing("41", {}));
  await write("41", "bot");
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(said("41")).toHaveLength(2);
  await changed("41", "pending");
  await until(() => said("41").at(-1) === "The bot is back");
  await write("41", "bot");
  await until(() => said("41").at(-1) === "The bot answers");
  expect(statuses("41")).toEqual(["open"]);
  expect(double.refusals).toEqual([]);
});

test("leaves a conversation to an agent who answers or opens it, and does not answer its own echoes", async () => {
  await write("42", "bot");
  await until(() => said("42").length === 1);
  const [sent] = callsTo("42", "messages");
  await raw(outgoing("42", { ...(sent?.body as object), sender: null }));
  await write("42", "bot");
  await until(() => said("42").length === 2);
  await raw(outgoing("42", {}));
  await until(() => statuses("42").at(-1) === "open");
  await write("42", "bot");
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(said("42")).toHaveLength(2);
  await changed("43", "open");
  await raw({
    ...outgoing("43", { message_type: "incoming", content: "bot" }),
    sender: { id: 11, name: "Ann", type: "contact" },
  });
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(said("43")).toEqual([]);
});

test("stores an event before it answers EVENT_RECEIVED, also at the address of earlier systems", async () => {
  const event = double.webhook({ kind: "text", from: "44", text: "bot" });
  const reply = await fetch(`${world.url}/api/webhooks/chatwoot`, { method: "POST", ...event });
  expect([reply.status, await reply.text()]).toEqual([200, "EVENT_RECEIVED"]);
  await until(() => said("44").length === 1);
  const forged = { ...event, body: event.body.replace('"bot"', '"tob"') };
  expect((await fetch(webhook, { method: "POST", ...forged })).status).toBe(401);
});

test("reads earlier conversations once, with their moments, and starts nothing", async () => {
  const begin = () => world.call(routes.channels.syncChatwoot, { query: {} });
  const unknown = await fetch(`${world.url}/api/chatwoot/sync`, { method: "POST" });
  expect(unknown.status).toBe(401);
  const done = async () => {
    const { job } = await world.call(routes.channels.readChannelSync, { params: { channelId } });
    expect(job?.state).not.toBe("failed");
    return job?.state === "done" ? job : undefined;
  };
  const before = double.sends.length;
  expect((await begin()).state).toBe("running");
  await until(async () => (await done()) !== undefined, 20_000);
  expect((await done())?.counts).toEqual({ conversations: 27, messages: 82 });
  expect((await done())?.total).toBe(27);
  await until(async () => (await thread("Old 0")).length === 30, 20_000);
  const lines = await thread("Old 0");
  expect(lines.map((it) => it.content)).toEqual(
    kept[0]?.messages.map(({ content }) => ({ kind: "text", text: content })),
  );
  expect(Date.parse(lines[0]?.at ?? "")).toBe(began * 1_000);
  const conversation = await find("Old 0");
  expect(conversation).toMatchObject({ unread: 0, handler: "bot" });
  expect((await begin()).state).toBe("running");
  await until(async () => (await done()) !== undefined, 20_000);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(await thread("Old 0")).toHaveLength(30);
  expect(double.sends).toHaveLength(before);
  expect(statuses("500")).toEqual([]);
});

test("answers what it missed while it was paused, once", async () => {
  const message = { id: 80_001, content: "bot", message_type: 0, created_at: Date.now() / 1_000 };
  kept.unshift({ id: 600, name: "New", messages: [message] } as KeptConversation);
  const pause = (paused: boolean) =>
    world.call(routes.channels.updateChannel, { params: { channelId }, body: { paused } });
  await pause(true);
  await pause(false);
  await until(() => said("600").length > 0);
  await double.deliver(webhook, { kind: "text", from: "600", text: "bot", id: "80001" });
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(said("600")).toEqual(["The bot answers"]);
});

async function thread(from: string) {
  const conversation = await find(from);
  if (!conversation) {
    return [];
  }
  const { items } = await world.call(routes.conversations.listMessages, {
    params: { conversationId: conversation.id },
    query: { limit: 100 },
  });
  return items.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
}
