import { afterAll, beforeAll, expect, test } from "vitest";
import { routes } from "../support/world.ts";
import { until } from "./connect-double.ts";
import { type Platforms, startPlatforms } from "./platforms.ts";

const { conversations } = routes;
let platforms: Platforms;
beforeAll(async () => {
  platforms = await startPlatforms();
});
afterAll(() => platforms.close());

const types = ["whatsapp", "telegram", "messenger", "http"] as const;
type QuotingType = (typeof types)[number];
/** How a call to each platform names the message that is answered. */
const quotes: Readonly<Record<QuotingType, (id: string) => object>> = {
  whatsapp: (id) => ({ context: { message_id: id } }),
  telegram: (id) => ({ reply_parameters: { message_id: Number(id.split(":")[1]) } }),
  messenger: (id) => ({ reply_to: { mid: id } }),
  http: (id) => ({ replyTo: id }),
};
const people: Readonly<Record<QuotingType, string>> = {
  whatsapp: "84901239001",
  telegram: "9001",
  messenger: "7300000000009001",
  http: "person-9001",
};

async function conversationOn(type: QuotingType) {
  const { items } = await platforms.world.call(conversations.listConversations);
  return { conversationId: items.find((it) => it.channel.type === type)?.id ?? "" };
}

async function takenOver(type: QuotingType) {
  const { text, double } = platforms.on(type);
  const before = double.sends.length;
  await text(people[type], "Quoted", "hi");
  await until(() => double.sends.length > before);
  const params = await conversationOn(type);
  await platforms.world.call(conversations.takeOver, { params });
  return params;
}

test.each(types)(
  "a member's reply to a certain message is shown as one, and told to %s",
  async (type) => {
    const params = await takenOver(type);
    const { world } = platforms;
    const thread = await world.call(conversations.listMessages, { params });
    const asked = thread.items.find((it) => it.direction === "incoming");
    const { db } = world.server.context.connection;
    const stored = await db
      ?.collection<{ _id: string; platformId?: string }>("messages")
      .findOne({ _id: asked?.id ?? "" });
    const content = { kind: "text", text: "As you said" } as const;
    const body = { content, replyTo: asked?.id ?? "" };
    const sent = platforms.on(type).double.sends.length;
    const { items } = await world.call(conversations.reply, { params, body });
    expect(items).toMatchObject([{ replyTo: asked?.id }]);
    await until(() => platforms.on(type).double.sends.length === sent + 1);
    const { body: told } = platforms.on(type).double.sends.at(-1) ?? {};
    expect(told).toMatchObject(quotes[type](String(stored?.platformId)));
  },
);

test("a message that is not of this conversation cannot be answered in it", async () => {
  const params = await conversationOn("http");
  const content = { kind: "text", text: "To whom?" } as const;
  const replyTo = "0123456789abcdef01234567";
  const body = { content, replyTo };
  const refused = await platforms.world.refusal(conversations.reply, { params, body });
  expect(refused).toMatchObject({ status: 404, code: "message.not-found" });
});

test("a contact's answer to a certain message of the bot is seen as one", async () => {
  const { text, raw, double } = platforms.on("telegram");
  await text("9100", "Swiper", "hi");
  await until(async () => (await platforms.threadOf("Swiper"))[1]?.delivery === "sent");
  const [, hello] = await platforms.threadOf("Swiper");
  const chat = { id: 9100, type: "private", first_name: "Swiper" };
  const from = { id: 9100, is_bot: false, first_name: "Swiper" };
  const date = Math.floor(Date.now() / 1_000);
  const { db } = platforms.world.server.context.connection;
  const stored = await db
    ?.collection<{ _id: string; platformId?: string }>("messages")
    .findOne({ _id: hello?.id ?? "" });
  const message_id = Number(String(stored?.platformId).split(":")[1]);
  await raw({
    update_id: 93_001,
    message: {
      message_id: 700,
      date,
      from,
      chat,
      text: "I mean this",
      reply_to_message: { message_id, date, chat },
    },
  });
  await until(async () => (await platforms.threadOf("Swiper")).length === 3);
  expect((await platforms.threadOf("Swiper"))[2]?.replyTo).toBe(hello?.id);
  expect(double.refusals).toEqual([]);
});
