import { afterAll, beforeAll, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "../turns/connect-double.ts";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";

const { conversations } = routes;
let world: World;
let double: Double;
let webhook: string;
let events = 0;

beforeAll(async () => {
  world = await startWorld();
  double = await startDouble("slack");
  webhook = await connect(world, double);
  const question = { text: "Which day?", expect: "text", saveTo: "day", attempts: 2 } as const;
  const nodes = {
    start: keyword("book"),
    ask: { type: "ask", data: question } as const,
    done: say("Booked for {{ day }}"),
    command: keyword("/ask opening hours"),
    help: say("Ask me anything"),
    welcome: { type: "trigger.welcome" as const, data: { channels: [] } },
    greet: say("Welcome!"),
  };
  const edges = [
    "start.next > ask",
    "ask.next > done",
    "command.next > help",
    "welcome.next > greet",
  ];
  await publish(world, flowOf("Booking", nodes, edges));
});
afterAll(async () => {
  await world.close();
  await double.close();
});

function envelope(event: object) {
  return {
    type: "event_callback",
    team_id: "T0DOUBLE1",
    event_id: `EvTEST${++events}`,
    event_time: Math.floor(Date.now() / 1_000),
    authorizations: [{ team_id: "T0DOUBLE1", user_id: "U0BOT0001", is_bot: true }],
    event,
  };
}

async function tell(event: object): Promise<number> {
  return double.deliver(webhook, { kind: "raw", body: envelope(event) });
}

const now = () => Math.floor(Date.now() / 1_000);
const saidIn = (channel: string) =>
  double.sends
    .map(({ body }) => body as Record<string, unknown>)
    .filter((it) => it.channel === channel);
async function threadOf(address: string) {
  const { items } = await world.call(conversations.listConversations, {});
  for (const { id } of items) {
    const messages = await world.call(conversations.listMessages, {
      params: { conversationId: id },
    });
    if (messages.items.some((it) => JSON.stringify(it.content).includes(address))) {
      return { id, messages: [...messages.items].reverse() };
    }
  }
  return undefined;
}

test("proves its address to Slack, and only to Slack", async () => {
  const body = { token: "x", type: "url_verification", challenge: "3eZbrw1aB10" };
  const answer = await fetch(webhook, {
    method: "POST",
    ...double.webhook({ kind: "raw", body }),
  });
  expect(answer.status).toBe(200);
  expect(await answer.text()).toBe("3eZbrw1aB10");
  const unsigned = await fetch(webhook, { method: "POST", body: JSON.stringify(body) });
  expect(unsigned.status).toBe(401);
  expect(await unsigned.text()).not.toContain("3eZbrw1aB10");
});

test("answers a mention once, in its thread, and goes on there", async () => {
  const ts = `${now()}.000100`;
  const mention = { channel: "C0AAA0001", user: "U0EEE5555", ts, text: "<@U0BOT0001> book" };
  const told = [
    { type: "message", channel_type: "channel", ...mention },
    { type: "app_mention", ...mention },
    { type: "app_mention", ...mention },
  ];
  expect(await Promise.all(told.map(tell))).toEqual([200, 200, 200]);
  await until(() => saidIn("C0AAA0001").length > 0);
  const talk = { channel: "C0AAA0001", user: "U0EEE6666", channel_type: "channel" };
  await tell({ type: "message", ...talk, ts: `${now()}.000150`, text: "book" });
  await tell({ type: "message", ...talk, ts: `${now()}.000200`, thread_ts: ts, text: "Tuesday" });
  await until(() => saidIn("C0AAA0001").length > 1);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(saidIn("C0AAA0001")).toMatchObject([
    { thread_ts: ts, text: "Which day?" },
    { thread_ts: ts, text: "Booked for Tuesday" },
  ]);
  expect(double.refusals).toEqual([]);
});

test("leaves threads alone in which nobody asked it", async () => {
  const { items: before } = await world.call(conversations.listConversations, {});
  const talk = { channel: "C0AAA0002", user: "U0EEE5555", channel_type: "channel" };
  await tell({
    type: "message",
    ...talk,
    ts: `${now()}.000400`,
    thread_ts: "1754000000.000001",
    text: "book",
  });
  await tell({
    type: "message",
    subtype: "message_changed",
    channel: "C0AAA0002",
    channel_type: "channel",
    message: {
      user: "U0EEE5555",
      ts: "1754000000.000002",
      text: "book",
      edited: { ts: `${now()}.0` },
    },
    previous_message: {},
  });
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(saidIn("C0AAA0002")).toEqual([]);
  const { items: after } = await world.call(conversations.listConversations, {});
  expect(after).toHaveLength(before.length);
});

test("answers a slash command in direct messages", async () => {
  const body = new URLSearchParams({
    command: "/ask",
    text: "opening hours",
    team_id: "T0DOUBLE1",
    user_id: "U0CCC0001",
    channel_id: "C0AAA0003",
    trigger_id: "1.2.abc",
  });
  expect(await double.deliver(webhook, { kind: "raw", body })).toBe(200);
  await until(() => saidIn("U0CCC0001").length > 0);
  expect(saidIn("U0CCC0001")).toMatchObject([{ text: "Ask me anything" }]);
});

test("welcomes who opens its messages for the first time only", async () => {
  const opened = {
    type: "app_home_opened",
    user: "U0HHH0001",
    channel: "D0HHH0001",
    tab: "messages",
  };
  await tell({ ...opened, event_ts: `${now()}.1` });
  await until(() => saidIn("U0HHH0001").length > 0);
  const person = { channel: "D0HHH0002", channel_type: "im", user: "U0HHH0002" };
  await tell({ type: "message", ...person, ts: `${now()}.000500`, text: "nothing" });
  await until(async () => (await threadOf("nothing")) !== undefined);
  await tell({ ...opened, user: "U0HHH0002", channel: "D0HHH0002", event_ts: `${now()}.2` });
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(saidIn("U0HHH0001")).toMatchObject([{ text: "Welcome!" }]);
  // A first message is welcomed, too; opening the chat afterwards is not.
  expect(saidIn("U0HHH0002")).toMatchObject([{ text: "Welcome!" }]);
});

test("follows edits, deletions and reactions, also those that do not name the thread", async () => {
  const root = `${now()}.000600`;
  const place = { channel: "C0AAA0004", user: "U0EEE5555", channel_type: "channel" };
  const reply = `${now()}.000700`;
  await tell({ type: "app_mention", ...place, ts: root, text: "<@U0BOT0001> one thing" });
  await until(async () => (await threadOf("one thing")) !== undefined);
  await tell({ type: "message", ...place, ts: reply, thread_ts: root, text: "another thing" });
  await until(async () => (await threadOf("another thing")) !== undefined);
  const reaction = {
    user: "U0EEE5555",
    reaction: "tada",
    item: { type: "message", channel: place.channel, ts: reply },
  };
  await tell({ type: "reaction_added", ...reaction, event_ts: `${now()}.000800` });
  const edited = {
    user: place.user,
    ts: root,
    thread_ts: root,
    text: "one thing, please",
    edited: { ts: `${now()}.0` },
  };
  const changed = { type: "message", subtype: "message_changed", channel: place.channel };
  await tell({ ...changed, message: edited, previous_message: { text: "one thing" } });
  await until(async () => {
    const thread = await threadOf("one thing, please");
    return thread?.messages.some((it) => it.reactions?.includes("🎉")) ?? false;
  });
  const previous = { user: place.user, ts: reply, thread_ts: root, text: "another thing" };
  await tell({
    type: "message",
    subtype: "message_deleted",
    channel: place.channel,
    deleted_ts: reply,
    previous_message: previous,
  });
  await until(async () => {
    const thread = await threadOf("one thing, please");
    return thread?.messages.some((it) => it.deleted) ?? false;
  });
});

test("uploads a member's file, and shows it to the contact", async () => {
  await double.deliver(webhook, { kind: "text", from: "U0FFF0001", text: "a file, please" });
  await until(async () => (await threadOf("a file, please")) !== undefined);
  const params = { conversationId: (await threadOf("a file, please"))?.id ?? "" };
  await world.call(conversations.takeOver, { params });
  const body = "Opening hours: 9 to 5";
  const headers = { "content-type": "text/plain", "x-file-name": "notes.txt" };
  const saved = await world.fetch("/api/v1/files", { method: "POST", body, headers });
  const { id, url, mimeType } = (await saved.json()) as {
    id: string;
    url: string;
    mimeType: string;
  };
  const content = { kind: "file", url, fileId: id, fileName: "notes.txt", mimeType } as const;
  await world.call(conversations.reply, { params, body: { content } });
  await until(() => double.sends.some((it) => it.path.endsWith("/files.completeUploadExternal")));
  const shared = double.sends.find((it) => it.path.endsWith("/files.completeUploadExternal"));
  expect(shared?.body).toMatchObject({ channels: "U0FFF0001", files: [{ title: "notes.txt" }] });
  expect(double.refusals).toEqual([]);
});

test("keeps a file that a contact sends, and learns the contact's name", async () => {
  const fileId = double.addFile(Buffer.from("%PDF-1.4 a"), "application/pdf");
  await double.deliver(webhook, { kind: "image", from: "U0FFF0002", fileId, caption: "my paper" });
  await until(async () => {
    const thread = await threadOf("my paper");
    const [first] = thread?.messages ?? [];
    return first?.content.kind === "image" && first.content.url !== "";
  });
  const { items } = await world.call(conversations.listConversations, {
    query: { search: "Ana Test" },
  });
  expect(items.length).toBeGreaterThan(0);
});

test("says in plain words what Slack has against the token", async () => {
  const { items } = await world.call(routes.channels.listChannels, {});
  const channelId = items.find((it) => it.type === "slack")?.id ?? "";
  const check = () => world.call(routes.channels.checkChannel, { params: { channelId } });
  expect(await check()).toMatchObject({ ok: true, name: "double (Double Team)" });
  const { settings } = await world.call(routes.channels.readChannel, { params: { channelId } });
  expect(settings).toMatchObject({ teamId: "T0DOUBLE1", botUserId: "U0BOT0001" });
  await world.call(routes.channels.updateChannel, {
    params: { channelId },
    body: { settings: { botToken: "xoxb-wrong" } },
  });
  expect(await check()).toMatchObject({
    ok: false,
    problem: { message: expect.stringContaining("invalid_auth") },
  });
});
