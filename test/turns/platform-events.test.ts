import { afterAll, beforeAll, expect, test } from "vitest";
import { routes } from "../support/world.ts";
import { until } from "./connect-double.ts";
import { openWatcher } from "./live-clients.ts";
import { httpEvent, type Platforms, startPlatforms, whatsappChange } from "./platforms.ts";

let platforms: Platforms;
beforeAll(async () => {
  platforms = await startPlatforms();
});
afterAll(() => platforms.close());

test("a person who answers in the platform's own inbox is seen in the thread, and the bot steps back", async () => {
  const from = "7300000000000001";
  const { double, text, raw } = platforms.on("messenger");
  await text(from, "", "book");
  await until(() => double.sends.length === 1);
  const echo = (mid: string, more: object) =>
    raw({
      object: "page",
      entry: [
        {
          id: "1906385232743451",
          time: Date.now(),
          messaging: [
            {
              sender: { id: "1906385232743451" },
              recipient: { id: from },
              timestamp: Date.now(),
              message: { mid, is_echo: true, ...more },
            },
          ],
        },
      ],
    });
  // Our own messages return, with our id or only with the platform's.
  const [{ body } = { body: {} }] = double.sends;
  const { metadata } = (body as { message: { metadata: string } }).message;
  await echo("m_DOUBLE1", { app_id: 1517776481860111, metadata, text: "Which day?" });
  await echo("m_DOUBLE1", { app_id: 1517776481860111, text: "Which day?" });
  await text(from, "", "Monday");
  await until(() => double.sends.length === 2);

  await text(from, "", "book");
  await until(() => double.sends.length === 3);
  await echo("m_inbox1", { app_id: 263902037430900, text: "I'll take it from here" });
  const [conversation] = (await platforms.world.call(routes.conversations.listConversations)).items;
  const params = { conversationId: conversation?.id ?? "" };
  const read = () => platforms.world.call(routes.conversations.readConversation, { params });
  await until(async () => (await read()).conversation.handler === "human");
  await text(from, "", "Tuesday");
  await until(async () => (await read()).conversation.last?.text === "Tuesday");
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(double.sends.length).toBe(3);
  const { items } = await platforms.world.call(routes.conversations.listMessages, { params });
  const other = items.filter((it) => it.author.type === "otherApp");
  expect(other).toMatchObject([
    { direction: "outgoing", content: { text: "I'll take it from here" }, delivery: "sent" },
  ]);
  await platforms.world.call(routes.conversations.handBack, { params });
  await text(from, "", "Wednesday");
  await until(() => double.sends.length === 4);
});

test("a person's answer counts though the bot is just sending something else", async () => {
  const { double, text, raw } = platforms.on("http");
  double.fail({ kind: "slow", ms: 1_500 });
  await text("hasty", "Hasty", "hi");
  await until(async () => (await platforms.threadOf("Hasty")).length === 2);
  await raw(httpEvent("echo", "hasty", { text: "Let me help you" }));
  await until(async () => (await platforms.conversationOf("Hasty"))?.handler === "human");
  expect((await platforms.threadOf("Hasty")).map((it) => it.author.type)).toEqual([
    "contact",
    "bot",
    "otherApp",
  ]);
});

test("an edited message shows its new words, live and in the list; the bot does not answer twice", async () => {
  const { double, text } = platforms.on("telegram");
  const watcher = await openWatcher(platforms.world, "agent");
  await text("8101", "Editor", "hi");
  await until(async () => (await platforms.threadOf("Editor")).length === 2);
  const sent = double.sends.length;
  const person = { id: 8101, is_bot: false, first_name: "Editor" };
  const chat = { id: 8101, type: "private", first_name: "Editor" };
  const date = Math.floor(Date.now() / 1_000);
  const words = { kind: "text", from: "8101", name: "Editor", text: "no flow knows this" } as const;
  await double.deliver(platforms.on("telegram").webhook, { ...words, id: "90210" });
  await until(async () => (await platforms.threadOf("Editor")).length === 3);
  const edited = { message_id: 90210, date, edit_date: date + 1, from: person, chat, text: "hi" };
  await platforms.on("telegram").raw({ update_id: 90_300, edited_message: edited });
  await until(async () => (await platforms.threadOf("Editor"))[2]?.edited === true);
  expect((await platforms.threadOf("Editor"))[2]?.content).toEqual({ kind: "text", text: "hi" });
  expect((await platforms.conversationOf("Editor"))?.last?.text).toBe("hi");
  expect(watcher.heard("message.updated").some((it) => it.edited)).toBe(true);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(double.sends.length).toBe(sent);
  watcher.close();
});

test("an edited caption leaves the picture as it is", async () => {
  const { double, webhook, raw } = platforms.on("telegram");
  const from = { from: "8102", name: "Painter" };
  await double.deliver(webhook, {
    kind: "image",
    ...from,
    id: "90220",
    fileId: "p1",
    caption: "Old",
  });
  const picture = async () => (await platforms.threadOf("Painter"))[0];
  await until(async () => (await picture())?.content.kind === "image");
  const before = (await picture())?.content;
  const date = Math.floor(Date.now() / 1_000);
  const person = { id: 8102, is_bot: false, first_name: "Painter" };
  const chat = { id: 8102, type: "private", first_name: "Painter" };
  const photo = [{ file_id: "p1", file_unique_id: "u", width: 90, height: 67 }];
  const edited = { message_id: 90220, date, edit_date: date + 1, from: person, chat, photo };
  await raw({ update_id: 90_310, edited_message: { ...edited, caption: "New" } });
  await until(async () => (await picture())?.edited === true);
  expect((await picture())?.content).toEqual({ ...before, caption: "New" });
  expect((await platforms.conversationOf("Painter"))?.last?.text).toContain("New");
});

test("a deleted message keeps its place and loses its words, in the list too", async () => {
  const { double, webhook, raw } = platforms.on("whatsapp");
  const from = "84905550001";
  const secret = { kind: "text", from, name: "Deleter", text: "my secret", id: "secret1" } as const;
  await double.deliver(webhook, secret);
  await until(async () => (await platforms.conversationOf("Deleter"))?.last?.text === "my secret");
  const timestamp = String(Math.floor(Date.now() / 1_000) + 1);
  const revoke = { original_message_id: "wamid.secret1" };
  const messages = [{ from, id: "wamid.revoke1", timestamp, type: "revoke", revoke }];
  const contacts = [{ profile: { name: "Deleter" }, wa_id: from }];
  await raw(whatsappChange("messages", { contacts, messages }));
  await until(async () => (await platforms.threadOf("Deleter"))[0]?.deleted === true);
  expect((await platforms.threadOf("Deleter"))[0]?.content).toEqual({ kind: "text", text: "" });
  expect((await platforms.conversationOf("Deleter"))?.last?.text).toBe("");
});

test("reactions are shown on the bot's message, replaced, and taken back", async () => {
  const { text, raw } = platforms.on("http");
  await text("fan", "Fan", "hi");
  await until(async () => (await platforms.threadOf("Fan"))[1]?.delivery === "sent");
  const { db } = platforms.world.server.context.connection;
  const [, answer] = await platforms.threadOf("Fan");
  const stored = await db
    ?.collection<{ _id: string; platformId?: string }>("messages")
    .findOne({ _id: answer?.id ?? "" });
  const messageId = stored?.platformId;
  const reactions = async () => (await platforms.threadOf("Fan"))[1]?.reactions;
  await raw(httpEvent("reaction", "fan", { messageId, emoji: "👍" }));
  await until(async () => (await reactions())?.[0] === "👍");
  await raw(httpEvent("reaction", "fan", { messageId, emoji: "❤️" }));
  await until(async () => (await reactions())?.[0] === "❤️");
  await raw(httpEvent("reaction", "fan", { messageId }));
  await until(async () => (await reactions()) === undefined);
});

test("what a change is about may be unknown; the conversation goes on", async () => {
  const { double, text, raw } = platforms.on("http");
  await raw(httpEvent("edit", "newcomer", { messageId: "never-seen", text: "new words" }));
  await raw(httpEvent("delete", "newcomer", { messageId: "never-seen" }));
  await raw(httpEvent("addressChanged", "newcomer-2", { previous: "nobody" }));
  const sent = double.sends.length;
  await text("newcomer", "Newcomer", "hi");
  await until(() => double.sends.length === sent + 1);
  const { db } = platforms.world.server.context.connection;
  const waiting = () => db?.collection("inbound").countDocuments({ waiting: { $exists: true } });
  await until(async () => (await waiting()) === 0);
  expect(await db?.collection("conversations").countDocuments({ address: "newcomer-2" })).toBe(0);
});

test("who blocks the bot is known as out of reach, until they come back, write, or a member says otherwise", async () => {
  const { text, raw } = platforms.on("telegram");
  await text("8201", "Blocker", "hi");
  await until(async () => (await platforms.threadOf("Blocker")).length === 2);
  const from = { id: 8201, is_bot: false, first_name: "Blocker" };
  const chat = { id: 8201, type: "private", first_name: "Blocker" };
  const member = (before: string, after: string, update_id: number) =>
    raw({
      update_id,
      my_chat_member: {
        chat,
        from,
        date: Math.floor(Date.now() / 1_000),
        old_chat_member: { status: before },
        new_chat_member: { status: after },
      },
    });
  const reachable = async () => (await platforms.storedOf("Blocker"))?.reachable;
  await member("member", "kicked", 91_001);
  await until(async () => (await reachable()) === false);
  await member("kicked", "member", 91_002);
  await until(async () => (await reachable()) === true);
  await member("member", "kicked", 91_003);
  await until(async () => (await reachable()) === false);
  await text("8201", "Blocker", "I am back");
  await until(async () => (await reachable()) === true);

  await member("member", "kicked", 91_004);
  await until(async () => (await platforms.conversationOf("Blocker"))?.reachable === false);
  const params = { conversationId: (await platforms.conversationOf("Blocker"))?.id ?? "" };
  const { unblock } = routes.conversations;
  const refused = await platforms.world.refusal(unblock, { as: "viewer", params });
  expect(refused.status).toBe(403);
  const unblocked = await platforms.world.call(unblock, { as: "agent", params });
  expect(unblocked.reachable).toBe(true);
  expect(await reachable()).toBe(true);
});

test("what came in one moment is answered in the platform's order, not in that of its arrival", async () => {
  const { double, raw } = platforms.on("http");
  const at = Date.now();
  const contact = { id: "shuffled", name: "Shuffled" };
  const words = (id: string, text: string, after: number) => ({
    id,
    type: "message",
    at: at + after,
    contact,
    text,
  });
  const sent = double.sends.length;
  await raw({
    events: [
      words("shuffled-3", "hi", 30),
      words("shuffled-2", "Friday", 20),
      words("shuffled-1", "book", 10),
    ],
  });
  await until(() => double.sends.length === sent + 3);
  const said = (await platforms.threadOf("Shuffled")).filter((it) => it.direction === "incoming");
  expect(said.map((it) => "text" in it.content && it.content.text)).toEqual([
    "book",
    "Friday",
    "hi",
  ]);
  const answers = double.sends
    .slice(sent)
    .map((it) => (it.body as { content: { text: string } }).content.text);
  expect(answers).toEqual(["Which day?", "Booked for Friday", "Hello"]);
});
