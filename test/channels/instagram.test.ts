import { afterAll, beforeAll, expect, test } from "vitest";
import { instagram } from "../../server/src/channels/instagram/channel.ts";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "../turns/connect-double.ts";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";
import { callPlatform } from "./call-platform.ts";

const { conversations } = routes;
const account = "17841400000000000";
const post = "17950000000000001";
let world: World;
let double: Double;
let webhook: string;
let comments = 17_860_000_000_000;

beforeAll(async () => {
  world = await startWorld();
  double = await startDouble("instagram");
  webhook = await connect(world, double);
  const below = { ref: `comment:${post}`, match: "exact" as const, channels: [] };
  const question = { text: "Your e-mail?", expect: "email", saveTo: "mail", attempts: 1 } as const;
  const nodes = {
    below: { type: "trigger.referral" as const, data: below },
    offer: say("About “{{ referral.body }}”: 20%"),
    more: say("And one more thing"),
    ask: keyword("ask"),
    question: { type: "ask", data: question } as const,
    thanks: say("Thanks, {{ mail }}"),
    hello: { type: "trigger.welcome" as const, data: { channels: [] } },
    welcome: say("Welcome"),
    any: { type: "trigger.any" as const, data: { kinds: [], channels: [] } },
    what: say("What?"),
    mention: {
      type: "trigger.referral" as const,
      data: { ref: "story_", match: "startsWith" as const, channels: ["instagram"] },
    },
    thanksForStory: say("Seen: {{ referral.source }} {{ message.data.story.id }}"),
    show: keyword("show"),
    rooms: {
      type: "message" as const,
      data: {
        typing: false,
        blocks: [
          {
            kind: "cards" as const,
            id: "c",
            cards: [
              {
                id: "k",
                title: "Room A",
                subtitle: "By the sea",
                buttons: [{ id: "b", label: "Pick", action: "next" as const }],
              },
            ],
          },
        ],
      },
    },
  };
  const edges = [
    "below.next > offer",
    "offer.next > more",
    "ask.next > question",
    "question.next > thanks",
    "hello.next > welcome",
    "any.next > what",
    "mention.next > thanksForStory",
    "show.next > rooms",
  ];
  await publish(world, flowOf("Comments", nodes, edges));
});
afterAll(async () => {
  await world.close();
  await double.close();
});

async function comment(from: string, text: string, media = post): Promise<string> {
  const id = String(++comments);
  const value = { id, text, from: { id: from, username: `user.${from}` }, media: { id: media } };
  const changes = [{ field: "comments", value }];
  const entry = [{ id: account, time: Math.floor(Date.now() / 1_000), changes }];
  const event = { kind: "raw", body: { object: "instagram", entry } } as const;
  expect(await double.deliver(webhook, event)).toBe(200);
  expect(await double.deliver(webhook, event)).toBe(200);
  return id;
}

async function threadOf(from: string) {
  const { items } = await world.call(conversations.listConversations, {
    query: { search: `user.${from}` },
  });
  const [found] = items;
  const params = { conversationId: found?.id ?? "" };
  if (!found) {
    return { params, messages: [] };
  }
  const messages = await world.call(conversations.listMessages, { params });
  return { params, conversation: found, messages: [...messages.items].reverse() };
}

test("a comment is answered once in private, and what follows waits for the contact", async () => {
  const id = await comment("8400000000000011", "how much?");
  await until(
    async () => (await threadOf("8400000000000011")).messages.at(-1)?.delivery === "failed",
  );
  const { messages, conversation } = await threadOf("8400000000000011");
  expect(messages).toMatchObject([
    { direction: "incoming", content: { text: "how much?", data: { comment: { id } } } },
    { content: { text: "About “how much?”: 20%" }, delivery: "sent" },
    { content: { text: "And one more thing" }, delivery: "failed" },
  ]);
  expect(double.sends.at(-1)?.body).toEqual({
    recipient: { comment_id: id },
    message: { text: "About “how much?”: 20%" },
  });
  expect(conversation?.window).toMatchObject({ open: false });
  expect(double.refusals).toEqual([]);
});

test("a comment that no flow is for stays unanswered: it is no greeting and no message", async () => {
  const before = double.sends.length;
  await comment("8400000000000012", "nice", "17950000000000002");
  await until(async () => (await threadOf("8400000000000012")).messages.length === 1);
  expect(double.sends).toHaveLength(before);
  await double.deliver(webhook, { kind: "text", from: "8400000000000012", text: "hey" });
  await until(() => double.sends.length > before);
  expect(double.sends.at(-1)?.body).toMatchObject({ message: { text: "Welcome" } });
});

test("a comment answers no question, and a member may answer it in private", async () => {
  const from = "8400000000000013";
  const sent = () => double.sends.map(({ body }) => JSON.stringify(body)).join("\n");
  await double.deliver(webhook, { kind: "text", from, text: "ask" });
  await until(() => sent().includes("Your e-mail?"));
  const id = await comment(from, "nice shop, a@b.org", "17950000000000002");
  await double.deliver(webhook, { kind: "text", from, text: "c@d.org" });
  await until(() => sent().includes("Thanks"));
  expect(sent()).toContain("Thanks, c@d.org");
  // The first message after the comment is its answer.
  expect(double.sends.at(-1)?.body).toMatchObject({ recipient: { comment_id: id } });

  const other = "8400000000000014";
  const second = await comment(other, "hello?", "17950000000000002");
  await until(async () => (await threadOf(other)).messages.length === 1);
  const { params, conversation } = await threadOf(other);
  expect(conversation?.window).toMatchObject({ open: true });
  await world.call(conversations.takeOver, { params });
  const content = { kind: "text", text: "Hi there" } as const;
  await world.call(conversations.reply, { params, body: { content } });
  await until(() => sent().includes("Hi there"));
  expect(double.sends.at(-1)?.body).toEqual({
    recipient: { comment_id: second },
    message: { text: "Hi there" },
  });
});

function tell(from: string, message: object, echo = false): Promise<number> {
  const [sender, recipient] = echo ? [account, from] : [from, account];
  const item = {
    sender: { id: sender },
    recipient: { id: recipient },
    timestamp: Date.now(),
    message,
  };
  const entry = [{ id: account, time: Date.now(), messaging: [item] }];
  return double.deliver(webhook, { kind: "raw", body: { object: "instagram", entry } });
}
const said = (words: string) => (): boolean =>
  double.sends.some(({ body }) => JSON.stringify(body).includes(words));

test("flows start by a reply to a story, and by a mention in one", async () => {
  const story = { id: "17900000000000001", url: "https://cdn.example.org/s" };
  await tell("8400000000000021", { mid: "aWd_s1", text: "wow", reply_to: { story } });
  await until(said("Seen: STORY_REPLY 17900000000000001"));
  const attachments = [{ type: "story_mention", payload: { url: story.url } }];
  await tell("8400000000000022", { mid: "aWd_s2", attachments });
  await until(said("Seen: STORY_MENTION"));
});

test("the echo of cards that are being sent is not taken for a person's answer", async () => {
  const from = "8400000000000023";
  double.fail({ kind: "slow", ms: 1_500 });
  await double.deliver(webhook, { kind: "text", from, text: "show" });
  await until(() => double.calls.some(({ body }) => JSON.stringify(body).includes("Room A")));
  const template = { generic: { elements: [{ title: "Room A", subtitle: "By the sea" }] } };
  const attachments = [{ type: "template", payload: template }];
  await tell(from, { mid: "aWd_e1", is_echo: true, attachments }, true);
  await until(said("Room A"));
  const { db } = world.server.context.connection;
  const stored = () => db?.collection("conversations").findOne({ address: from });
  await until(async () => (await stored())?.outbox.length === 0);
  expect((await stored())?.handler).not.toBe("human");
  await tell(from, { mid: "aWd_e2", is_echo: true, text: "A person here" }, true);
  await until(async () => (await stored())?.handler === "human");
});

test("a token of the linked page connects the account, too", async () => {
  const settings = {
    ...double.settings,
    login: "facebookPage",
    iceBreakers: "Opening hours? = HOURS",
    persistentMenu: "",
  } as never;
  const reply = await callPlatform(
    instagram.identify?.ask(settings) ?? { method: "GET", url: double.url },
  );
  expect(instagram.identify?.read(reply)).toMatchObject({ account, name: "@Double.Bakery" });
  const addresses = { webhookUrl: webhook, verifyToken: "v" };
  const calls = instagram.setUp?.(settings, addresses) ?? [];
  expect(calls).toHaveLength(3);
  for (const call of calls) {
    expect((await callPlatform(call)).status).toBe(200);
  }
  expect(instagram.renew?.when(settings, { givenAt: 0 })).toBeUndefined();
});
