import { afterAll, beforeAll, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "../turns/connect-double.ts";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";

const { conversations } = routes;
const oa = "1423847451268726170";
let world: World;
let double: Double;
let webhook: string;

beforeAll(async () => {
  world = await startWorld();
  double = await startDouble("zalo");
  webhook = await connect(world, double);
  const options = [
    { id: "a", label: "Đồng ý" },
    { id: "b", label: "Không" },
  ];
  const code = {
    place: "body" as const,
    kind: "text" as const,
    value: "A-7",
    name: "code",
  };
  const nodes = {
    hi: keyword("hi"),
    hello: say("Hello"),
    pick: keyword("pick"),
    few: { type: "quickReplies" as const, data: { text: "Sao?", options, attempts: 2 } },
    yes: say("Yes!"),
    notify: keyword("notify"),
    zns: {
      type: "template" as const,
      data: { name: "312345", language: "vi", parameters: [code] },
    },
    follow: { type: "trigger.welcome" as const, data: { channels: ["zalo"] } },
    welcome: say("Welcome"),
  };
  const edges = [
    "hi.next > hello",
    "pick.next > few",
    "few.option:a > yes",
    "notify.next > zns",
    "follow.next > welcome",
  ];
  await publish(world, flowOf("Zalo", nodes, edges));
});
afterAll(async () => {
  await world.close();
  await double.close();
});

const says = (words: string) => (): boolean =>
  double.sends.some((it) => JSON.stringify(it.body).includes(words));

async function conversationOf(person: string) {
  await until(async () => (await stored(person)) !== undefined);
  const params = { conversationId: String((await stored(person))?._id) };
  const [{ conversation }, messages] = await Promise.all([
    world.call(conversations.readConversation, { params }),
    world.call(conversations.listMessages, { params }),
  ]);
  return { params, conversation, messages: [...messages.items].reverse() };
}

async function stored(person: string) {
  const { db } = world.server.context.connection;
  return (await db?.collection("conversations").findOne({ address: person })) ?? undefined;
}

const common = { app_id: "1234567890123456789", user_id_by_app: "5521" };
function tell(event_name: string, more: object): Promise<number> {
  const body = { ...common, event_name, timestamp: String(Date.now()), ...more };
  return double.deliver(webhook, { kind: "raw", body });
}

test("answers the console's test with 200, and refuses an event without a signature", async () => {
  const post = (body: string) => fetch(webhook, { method: "POST", body });
  expect((await post("")).status).toBe(200);
  expect((await post("{}")).status).toBe(200);
  const { body } = double.webhook({ kind: "text", from: "2468000000000000001", text: "hi" });
  expect((await post(body)).status).toBe(401);
});

test("shows what was tapped by its label", async () => {
  const from = "2468000000000000002";
  await double.deliver(webhook, { kind: "text", from, text: "pick" });
  await until(says("Sao?"));
  const sent = JSON.stringify(double.sends.at(-1)?.body);
  const payload = /"(~[\w-]{15} Đồng ý)"/.exec(sent)?.[1] ?? "";
  await double.deliver(webhook, { kind: "tap", from, payload, label: "Đồng ý" });
  await until(says("Yes!"));
  const { messages } = await conversationOf(from);
  expect(messages.map((it) => it.content)).toContainEqual({ kind: "text", text: "Đồng ý" });
});

test("greets a follower, and shows who has left", async () => {
  const from = "2468000000000000003";
  await double.deliver(webhook, { kind: "welcome", from });
  await until(says("Welcome"));
  await tell("unfollow", { oa_id: oa, follower: { id: from } });
  await until(async () => (await stored(from))?.reachable === false);
});

test("sends a template to the contact's account", async () => {
  await double.deliver(webhook, { kind: "text", from: "2468000000000000004", text: "notify" });
  await until(says("312345"));
  const sent = double.sends.at(-1);
  expect(sent?.path).toBe("/v3.0/oa/message/template");
  expect(sent?.body).toEqual({
    user_id: "2468000000000000004",
    template_id: "312345",
    template_data: { code: "A-7" },
  });
});

test("leaves the conversation to a person who answers in Zalo, but not to its own echo", async () => {
  const from = "2468000000000000005";
  await double.deliver(webhook, { kind: "text", from, text: "hi" });
  await until(async () => (await conversationOf(from)).messages.at(-1)?.delivery === "sent");
  const { db } = world.server.context.connection;
  const sent = await db
    ?.collection("messages")
    .findOne({ direction: "outgoing", "content.text": "Hello" }, { sort: { at: -1 } });
  const echo = (msg_id: string, text: string, more = {}) =>
    tell("oa_send_text", {
      sender: { id: oa, ...more },
      recipient: { id: from },
      message: { msg_id, text },
    });
  await echo(String(sent?.platformId), "Hello");
  await double.deliver(webhook, { kind: "text", from, text: "hi" });
  await until(async () => (await conversationOf(from)).messages.length === 4);
  expect((await conversationOf(from)).conversation.handler).not.toBe("human");
  await echo("human-1", "Em chào anh", { admin_id: "99887766" });
  await until(async () => (await conversationOf(from)).conversation.handler === "human");
});

test("uploads a file that a member sends, and then shows it", async () => {
  const from = "2468000000000000006";
  await double.deliver(webhook, { kind: "text", from, text: "hi" });
  await until(async () => (await conversationOf(from)).messages.length === 2);
  const { params } = await conversationOf(from);
  await world.call(conversations.takeOver, { params });
  const pdf = Buffer.from("%PDF-1.4\n%\u00e2\u00e3\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF");
  const response = await world.fetch("/api/v1/files", {
    as: "agent",
    method: "POST",
    headers: { "content-type": "application/pdf", "x-file-name": "a.pdf" },
    body: pdf as BodyInit,
  });
  const { url } = (await response.json()) as { url: string };
  const content = { kind: "file", url, fileName: "a.pdf", mimeType: "application/pdf" } as const;
  await world.call(conversations.reply, { params, body: { content } });
  await until(says('"token"'));
  const uploads = double.calls.filter((it) => it.path === "/v2.0/oa/upload/file");
  expect(uploads).toMatchObject([{ status: 200, body: { file: { upload: "a.pdf" } } }]);
  expect(double.refusals).toEqual([]);
});

test("answers somebody who is not logged in within their conversation", async () => {
  const message = { msg_id: "anon-1", text: "hi", conversation_id: "conv-7" };
  const people = { sender: { id: "a1b2" }, recipient: { id: oa } };
  const before = double.sends.length;
  await tell("anonymous_send_text", { ...people, message });
  await until(() => double.sends.length > before);
  expect(double.sends.at(-1)).toMatchObject({
    path: "/v2.0/oa/message",
    body: { recipient: { anonymous_id: "a1b2", conversation_id: "conv-7" } },
  });
});

test("keeps what the environment gave long ago from undoing a renewal", async () => {
  const platform = await startDouble("zalo");
  const settings = { ...platform.settings };
  const started = await startWorld({ channels: { zalo: settings } });
  try {
    const exchanges = () => platform.calls.filter((it) => it.path === "/v4/oa/access_token");
    await started.restart();
    await until(() => exchanges().length > 0);
    await started.restart();
    const { items } = await started.call(routes.channels.listChannels);
    const params = { channelId: items.find((it) => it.type === "zalo")?.id ?? "" };
    expect(await started.call(routes.channels.checkChannel, { params })).toMatchObject({
      ok: true,
      name: "Double's Bakery",
    });
    expect(exchanges()).toMatchObject([{ status: 200 }]);
    expect(platform.refusals).toEqual([]);
  } finally {
    await started.close();
    await platform.close();
  }
});
