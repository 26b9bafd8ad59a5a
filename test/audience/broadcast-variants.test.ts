import { type BroadcastPlan, routes } from "@chatloom/api-schema";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startDouble } from "../doubles/start-double.ts";
import { startWorld, type World } from "../support/world.ts";
import { connect, until } from "../turns/connect-double.ts";
import { openVisitor } from "../turns/live-clients.ts";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";

const { broadcasts, contacts } = routes;
const hourMs = 3_600_000;
let world: World;
let http: Awaited<ReturnType<typeof startDouble>>;
let webhook: string;
let flowId: string;
const people = Array.from({ length: 24 }, (_, index) => `p${index}`);
const message = (text: string) => ({
  type: "message",
  data: { blocks: [{ kind: "text", id: "t", text }], typing: false },
});
beforeAll(async () => {
  world = await startWorld();
  http = await startDouble("http");
  webhook = await connect(world, http);
  flowId = await publish(
    world,
    flowOf("Offer", { start: keyword("offer"), text: say("From the flow") }, ["start.next > text"]),
  );
  for (const name of people) {
    await http.deliver(webhook, { kind: "text", from: name, name, text: "hello" });
  }
  await until(async () => {
    const { items } = await world.call(contacts.listContacts, { query: { limit: 100 } });
    return items.length === people.length;
  });
});
afterAll(async () => {
  await http.close();
  await world.close();
});

const variants = () => [
  { id: "a", weight: 1, message: message("Hello {{ contact.name }}") },
  { id: "b", weight: 1, flowId },
];
const plan = (more: Partial<BroadcastPlan> = {}): BroadcastPlan => ({
  name: "Sale",
  segmentIds: [],
  excludedSegmentIds: [],
  channelIds: [],
  ...more,
});
const trial = { share: 50, by: "replied", hours: 2, unclear: "best" } as const;
async function send(more: Partial<BroadcastPlan>): Promise<string> {
  const { id } = await world.call(broadcasts.createBroadcast, { body: plan(more) });
  await world.call(broadcasts.sendBroadcast, { params: { broadcastId: id }, body: {} });
  return id;
}
const read = (broadcastId: string) =>
  world.call(broadcasts.readBroadcast, { params: { broadcastId } });
const compare = (broadcastId: string) =>
  world.call(broadcasts.readBroadcastVariants, { params: { broadcastId } });
const becomes = (broadcastId: string, state: string) =>
  until(async () => (await read(broadcastId)).state === state, 20_000);
const declare = (broadcastId: string, variant: string) => ({
  params: { broadcastId },
  body: { variant },
});
const got = async (broadcastId: string) => {
  const params = { broadcastId };
  const { items } = await world.call(broadcasts.listRecipients, { params, query: { limit: 100 } });
  return items;
};
/** The texts that went out since a number of sends, by contact. */
function textsSince(before: number): Map<string, string[]> {
  const texts = new Map<string, string[]>();
  for (const { body } of http.sends.slice(before)) {
    const { contact, content } = body as { contact: { id: string }; content: { text: string } };
    texts.set(contact.id, [...(texts.get(contact.id) ?? []), content.text]);
  }
  return texts;
}

test("messages and flows are divided by their weights, each contact gets one, once", async () => {
  const before = http.sends.length;
  const [a, b] = variants();
  const id = await send({ variants: [{ ...a, weight: 3 }, b] as BroadcastPlan["variants"] });
  await becomes(id, "sent");
  await until(async () => (await compare(id)).variants.every((it) => it.sent === it.people));
  const { variants: counted } = await compare(id);
  const [first = 0, second = 0] = counted.map((it) => it.people);
  expect(first + second).toBe(people.length);
  expect(first).toBeGreaterThan(second);
  const texts = textsSince(before);
  for (const { name, variant } of await got(id)) {
    expect(texts.get(name)).toEqual([variant === "a" ? `Hello ${name}` : "From the flow"]);
  }
});

test("by hand: the trial goes to a share, the declared winner to the others, also after a restart", async () => {
  const before = http.sends.length;
  const { hours: _, ...byHand } = trial;
  const id = await send({ variants: variants(), trial: byHand, holdout: 10 });
  await becomes(id, "deciding");
  const tried = await got(id);
  expect(tried.length).toBeGreaterThan(2);
  expect(tried.length).toBeLessThan(24);
  await world.restart();
  expect(await world.refusal(broadcasts.declareBroadcastWinner, declare(id, "x"))).toMatchObject({
    code: "broadcast.variant-unknown",
  });
  const declared = await world.call(broadcasts.declareBroadcastWinner, declare(id, "b"));
  expect(declared.decision).toMatchObject({ variant: "b", how: "member" });
  await becomes(id, "sent");
  const everyone = await got(id);
  const known = new Map(tried.map((it) => [it.contactId, it.variant]));
  for (const { contactId, variant } of everyone) {
    expect(variant).toBe(known.get(contactId) ?? "b");
  }
  const { skipped, started } = await world.call(broadcasts.readBroadcastResults, {
    params: { broadcastId: id },
  });
  expect(started + (skipped.holdout ?? 0)).toBe(people.length);
  await until(async () => http.sends.length - before === started);
  expect([...textsSince(before).values()].every((it) => it.length === 1)).toBe(true);
  const { rest, variants: counted } = await compare(id);
  expect(rest?.people).toBe(started - tried.length);
  expect(counted.reduce((sum, it) => sum + it.people, 0)).toBe(tried.length);
  expect(await world.refusal(broadcasts.declareBroadcastWinner, declare(id, "a"))).toMatchObject({
    code: "broadcast.decided",
  });
});

test("after its hours the best variant so far goes to the others", async () => {
  const id = await send({ variants: variants(), trial });
  await becomes(id, "deciding");
  await until(async () => (await compare(id)).variants.every((it) => it.sent === it.people));
  const keen = (await got(id)).filter((it) => it.variant === "a");
  for (const { name } of keen) {
    await http.deliver(webhook, { kind: "text", from: name, name, text: "yes" });
  }
  await until(async () => (await compare(id)).variants[0]?.replied === keen.length);
  expect(await compare(id)).toMatchObject({ verdict: "tooFew", by: "replied" });
  world.advance(hourMs);
  await world.restart();
  expect(await read(id)).toMatchObject({ state: "deciding" });
  world.advance(hourMs + 120_000);
  await becomes(id, "sent");
  expect((await read(id)).decision).toMatchObject({ variant: "a", how: "best" });
  expect((await compare(id)).rest?.people).toBeGreaterThan(0);
});

test("without a clear winner it asks, or goes on with all variants, as planned", async () => {
  const asks = await send({ variants: variants(), trial: { ...trial, unclear: "ask" } });
  const splits = await send({ variants: variants(), trial: { ...trial, unclear: "split" } });
  await Promise.all([becomes(asks, "deciding"), becomes(splits, "deciding")]);
  world.advance(2 * hourMs + 120_000);
  await until(async () => (await read(asks)).undecided === true, 20_000);
  expect((await read(asks)).state).toBe("deciding");
  await becomes(splits, "sent");
  expect((await read(splits)).decision).toMatchObject({ how: "split" });
  const { variants: counted, rest } = await compare(splits);
  expect(rest).toBeUndefined();
  expect(counted.reduce((sum, it) => sum + it.people, 0)).toBe(people.length);
});

test("a plan whose content cannot be sent is refused with the place", async () => {
  const refusal = async (more: Partial<BroadcastPlan>) => {
    const refused = await world.refusal(broadcasts.createBroadcast, { body: plan(more) });
    return [refused.code, refused.errors?.[0]?.at];
  };
  const [a] = variants();
  expect(await refusal({})).toEqual(["broadcast.content", "/flowId"]);
  expect(await refusal({ flowId, variants: variants() })).toEqual([
    "broadcast.content",
    "/variants",
  ]);
  expect(await refusal({ variants: [a, a] as BroadcastPlan["variants"] })).toEqual([
    "broadcast.variants",
    "/variants",
  ]);
  expect(await refusal({ message: message("") })).toEqual(["broadcast.message", "/message/data"]);
  expect(await refusal({ message: { type: "message", data: { blocks: 1 } } })).toEqual([
    "broadcast.message",
    "/message/data/blocks",
  ]);
  expect(await refusal({ message: { type: "end", data: {} } })).toEqual([
    "broadcast.message",
    "/message",
  ]);
  expect(await refusal({ flowId, trial })).toEqual(["broadcast.variants", "/trial"]);
  expect(await refusal({ variants: variants(), trial: { ...trial, by: "clicked" } })).toEqual([
    "broadcast.clicks",
    "/trial/by",
  ]);
});

test("links in the website chat are counted as well, and members see them as they were written", async () => {
  const shop = "https://shop.example/sale";
  const visitor = await openVisitor(world);
  await visitor.say("hello");
  const { items } = await world.call(routes.channels.listChannels);
  const web = items.find((it) => it.type === "web")?.id ?? "";
  let conversationId = "";
  await until(async () => {
    const found = await world.call(routes.conversations.listConversations, {
      query: { channelId: web },
    });
    conversationId = found.items[0]?.id ?? "";
    return conversationId !== "";
  });
  const id = await send({
    message: message(`Look: ${shop}`),
    countClicks: true,
    channelIds: [web],
  });
  const link = () => {
    const content = visitor.thread().at(-1)?.content;
    return content?.kind === "text" ? /Look: (\S+)$/.exec(content.text)?.[1] : undefined;
  };
  await until(() => link() !== undefined, 20_000);
  const thread = await world.call(routes.conversations.listMessages, {
    params: { conversationId },
    query: {},
  });
  expect(JSON.stringify(thread.items)).toContain(`Look: ${shop}`);
  const opened = await fetch((link() ?? "").replace(/^http:\/\/[^/]+/, world.url), {
    redirect: "manual",
    headers: { "user-agent": "Mozilla/5.0 (Linux; Android 14) Chrome/126.0 Mobile Safari/537.36" },
  });
  expect(opened.headers.get("location")).toBe(shop);
  await until(async () => {
    const { clicked } = await world.call(broadcasts.readBroadcastResults, {
      params: { broadcastId: id },
    });
    return clicked === 1;
  });
  visitor.close();
});
