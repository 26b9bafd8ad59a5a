import { afterAll, beforeAll, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "../turns/connect-double.ts";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";

const { conversations } = routes;
const hour = 3_600_000;
let world: World;
let tiktok: Double;
let webhook: string;
let moved = 0;

beforeAll(async () => {
  world = await startWorld();
  tiktok = await startDouble("tiktok", () => Date.now() + moved);
  webhook = await connect(world, tiktok);
  const nodes = { hi: keyword("hi"), hello: say("Hello {{ contact.name }}") };
  await publish(world, flowOf("Hi", nodes, ["hi.next > hello"]));
});
afterAll(async () => {
  await world.close();
  await tiktok.close();
});

async function conversationOf(search: string) {
  return (await world.call(conversations.listConversations, { query: { search } })).items[0];
}

async function threadOf(name: string) {
  const params = { conversationId: (await conversationOf(name))?.id ?? "" };
  return [...(await world.call(conversations.listMessages, { params })).items].reverse();
}

/** A message that the business sent, as TikTok tells of it. */
function echo(conversation: string, id: string, source: string, body: string): Promise<number> {
  const content = {
    from_user: { id: "biz-open-id", role: "business_account" },
    to_user: { id: `user of ${conversation}`, role: "personal_account" },
    conversation_id: conversation,
    message_id: id,
    timestamp: Date.now() + moved,
    type: "text",
    text: { body },
    message_tag: { source },
  };
  const envelope = { event: "im_send_msg", user_openid: "biz-open-id", create_time: 1 };
  const raw = { ...envelope, content: JSON.stringify(content) };
  return tiktok.deliver(webhook, { kind: "raw", body: raw });
}

const sendsTo = (conversation: string) =>
  tiktok.sends.filter((it) => (it.body as { recipient?: string }).recipient === conversation);

test("calls a person by the name that TikTok tells of them", async () => {
  const event = { kind: "text", from: "conv+1==", name: "Nguyễn Ân", text: "hi" } as const;
  expect(await tiktok.deliver(webhook, event)).toBe(200);
  await until(() => sendsTo("conv+1==").length === 1);
  await until(async () => (await conversationOf("Nguyễn Ân")) !== undefined);
});

test("takes its own echo for nothing new, even before the answer to the send", async () => {
  tiktok.fail({ kind: "slow", ms: 600 });
  await tiktok.deliver(webhook, { kind: "text", from: "conv+2==", name: "Bo", text: "hi" });
  await until(async () => (await conversationOf("Bo")) !== undefined);
  await echo("conv+2==", "75121", "API", "Hello Bo");
  await until(() => sendsTo("conv+2==").length === 1);
  await until(async () => (await threadOf("Bo")).at(-1)?.delivery === "sent");
  expect(await threadOf("Bo")).toHaveLength(2);
  expect((await conversationOf("Bo"))?.handler).not.toBe("human");
});

test("leaves a conversation to whoever answers in TikTok", async () => {
  await tiktok.deliver(webhook, { kind: "text", from: "conv+3==", name: "Chi", text: "hi" });
  await until(() => sendsTo("conv+3==").length === 1);
  await echo("conv+3==", "9001", "APP", "I am here");
  await until(async () => (await conversationOf("Chi"))?.handler === "human");
  await tiktok.deliver(webhook, { kind: "text", from: "conv+3==", name: "Chi", text: "hi" });
  await until(async () => (await threadOf("Chi")).length === 4);
  expect(sendsTo("conv+3==")).toHaveLength(1);
});

test("uploads an agent's picture and sends it by its id", async () => {
  const params = { conversationId: (await conversationOf("Chi"))?.id ?? "" };
  const png = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  );
  const headers = { "content-type": "image/png", "x-file-name": "room.png" };
  const reply = await world.fetch("/api/v1/files", { method: "POST", body: png, headers });
  const { id: fileId, url, mimeType } = (await reply.json()) as Record<string, string>;
  const content = { kind: "image", url: url ?? "", fileId: fileId ?? "", mimeType: mimeType ?? "" };
  await world.call(conversations.reply, {
    params,
    body: { content: { ...content, kind: "image" } },
  });
  await until(() => sendsTo("conv+3==").length === 2);
  expect(tiktok.calls.find((it) => it.path.endsWith("/upload/"))?.body).toMatchObject({
    business_id: "biz-open-id",
    media_type: "IMAGE",
    file: { upload: "room.png", type: "image/png" },
  });
  const image = { media_id: "upload-1" };
  expect(sendsTo("conv+3==").at(-1)?.body).toMatchObject({ message_type: "IMAGE", image });
});

test("keeps a picture that a person sent", async () => {
  const png = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");
  const fileId = tiktok.addFile(png, "image/png");
  await tiktok.deliver(webhook, { kind: "image", from: "conv+3==", fileId });
  await until(async () => {
    const last = (await threadOf("Chi")).at(-1)?.content;
    return last?.kind === "image" && last.fileId !== undefined;
  });
});

test("renews the token every half day, and goes on with the new one", async () => {
  moved += 20 * hour;
  world.advance(20 * hour);
  await until(async () => {
    await tiktok.deliver(webhook, { kind: "text", from: "conv+4==", name: "Em", text: "hi" });
    return sendsTo("conv+4==").some((it) => it.headers["access-token"]?.endsWith("+"));
  }, 20_000);
  expect(tiktok.refusals).toEqual([]);
}, 30_000);

test("does not try to answer 48 hours after a person's last message", async () => {
  moved += 48 * hour;
  world.advance(48 * hour);
  const params = { conversationId: (await conversationOf("Chi"))?.id ?? "" };
  const before = sendsTo("conv+3==").length;
  const content = { kind: "text", text: "Still there?" } as const;
  const { code } = await world.refusal(conversations.reply, { params, body: { content } });
  expect(code).toMatch(/window/);
  expect(sendsTo("conv+3==")).toHaveLength(before);
});
