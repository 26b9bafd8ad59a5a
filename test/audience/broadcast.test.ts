import { type BroadcastPlan, routes } from "@chatloom/api-schema";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startDouble } from "../doubles/start-double.ts";
import { startWorld, type World } from "../support/world.ts";
import { connect, until } from "../turns/connect-double.ts";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";

const { broadcasts, contacts, audience, conversations } = routes;
let world: World;
let http: Awaited<ReturnType<typeof startDouble>>;
let webhook: string;
let flowId: string;
/** How many sends belong to earlier tests. */
let before = 0;
const people = Array.from({ length: 12 }, (_, index) => `p${index}`);
beforeAll(async () => {
  world = await startWorld();
  http = await startDouble("http");
  webhook = await connect(world, http);
  flowId = await publish(
    world,
    flowOf("Offer", { start: keyword("offer"), text: say("20 % off, {{ contact.name }}") }, [
      "start.next > text",
    ]),
  );
  for (const name of people) {
    await http.deliver(webhook, { kind: "text", from: name, name, text: "hello" });
  }
  await until(async () => (await allContacts()).length === people.length);
});
afterAll(async () => {
  await http.close();
  await world.close();
});

const allContacts = async () =>
  (await world.call(contacts.listContacts, { query: { limit: 100 } })).items;
const contactOf = async (name: string) => (await allContacts()).find((it) => it.name === name);
async function change(name: string, body: Record<string, unknown>) {
  const contactId = (await contactOf(name))?.id ?? "";
  await world.call(contacts.updateContact, { params: { contactId }, body });
}
const plan = (more: Partial<BroadcastPlan> = {}): BroadcastPlan => ({
  name: "Sale",
  flowId,
  segmentIds: [],
  excludedSegmentIds: [],
  channelIds: [],
  ...more,
});
async function create(more: Partial<BroadcastPlan> = {}): Promise<string> {
  return (await world.call(broadcasts.createBroadcast, { body: plan(more) })).id;
}
const read = (broadcastId: string) =>
  world.call(broadcasts.readBroadcast, { params: { broadcastId } });
const results = (broadcastId: string) =>
  world.call(broadcasts.readBroadcastResults, { params: { broadcastId } });
async function send(broadcastId: string, first?: number) {
  await world.call(broadcasts.sendBroadcast, { params: { broadcastId }, body: { first } });
}
const becomes = (broadcastId: string, state: string) =>
  until(async () => (await read(broadcastId)).state === state, 20_000);
const got = (name: string) =>
  http.sends.slice(before).filter(({ body }) => {
    const { contact, content } = body as { contact: { id: string }; content: { text?: string } };
    return contact.id === name && content.text?.startsWith("20 %");
  }).length;

test("everyone who may be reached gets it once, and everyone else has a reason", async () => {
  await change("p1", { blocked: true });
  await change("p2", { optedIn: true });
  await change("p2", { optedIn: false });
  await change("p3", { tags: ["staff"] });
  const { items } = await world.call(conversations.listConversations, { query: { limit: 50 } });
  const taken = items.find((it) => it.contact.name === "p4")?.id ?? "";
  await world.call(conversations.takeOver, { as: "agent", params: { conversationId: taken } });
  const { id: staff } = await world.call(audience.createSegment, {
    body: {
      name: "Staff",
      condition: {
        match: "all",
        groups: [
          {
            match: "all",
            rules: [{ left: "contact.tags", operator: "contains", right: "staff" }],
          },
        ],
      },
    },
  });
  const more = { excludedSegmentIds: [staff] };
  const expected = { blocked: 1, withdrawn: 1, withPeople: 1 };
  expect(await world.call(broadcasts.measureReach, { body: plan(more) })).toEqual({
    contacts: 11,
    reached: 8,
    skipped: expected,
    complete: true,
    waiting: 0,
    cost: { amount: 0, currency: "USD", unpriced: 0 },
  });
  const id = await create(more);
  expect(await read(id)).toMatchObject({ state: "draft" });
  await send(id);
  await send(id);
  await becomes(id, "sent");
  await until(async () => (await results(id)).sent === 8);
  expect(await results(id)).toMatchObject({ started: 8, failed: 0, replied: 0, skipped: expected });
  expect(people.map(got)).toEqual([1, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1]);
  await http.deliver(webhook, { kind: "text", from: "p5", name: "p5", text: "thanks" });
  await until(async () => (await results(id)).replied === 1);
  const left = await world.call(broadcasts.listRecipients, {
    params: { broadcastId: id },
    query: { skipped: "withdrawn" },
  });
  expect(left.items.map((it) => it.name)).toEqual(["p2"]);
  expect(
    await world.refusal(broadcasts.sendBroadcast, { params: { broadcastId: id }, body: {} }),
  ).toMatchObject({ code: "broadcast.over" });
});

test("sent to a few first, it waits and then goes on without sending twice", async () => {
  before = http.sends.length;
  const id = await create();
  await send(id, 3);
  await becomes(id, "paused");
  await until(async () => (await results(id)).sent === 3);
  await send(id);
  await becomes(id, "sent");
  await until(async () => (await results(id)).sent === 9);
  expect(Math.max(...people.map(got))).toBe(1);
});

test("a scheduled broadcast waits for its time, and can be taken back and changed", async () => {
  before = http.sends.length;
  const { now } = world.server.context;
  const at = new Date(now() + 60_000).toISOString();
  const id = await create({ at });
  await send(id);
  expect(await read(id)).toMatchObject({ state: "scheduled" });
  const params = { broadcastId: id };
  expect(await world.call(broadcasts.pauseBroadcast, { params })).toMatchObject({ state: "draft" });
  await world.call(broadcasts.updateBroadcast, { params, body: plan({ at, name: "Later" }) });
  await send(id);
  await world.restart();
  expect(http.sends).toHaveLength(before);
  world.advance(60_001);
  await becomes(id, "sent");
  await until(async () => {
    const { sent, started } = await results(id);
    return started >= 9 && sent === started;
  });
});

test("stopped, it reaches nobody more", async () => {
  const id = await create({ perMinute: 2 });
  await send(id);
  await until(async () => (await results(id)).started > 0);
  const params = { broadcastId: id };
  expect(await world.call(broadcasts.stopBroadcast, { params })).toMatchObject({
    state: "stopped",
  });
  const { started } = await results(id);
  world.advance(120_000);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect((await results(id)).started).toBe(started);
  expect(await world.refusal(broadcasts.sendBroadcast, { params, body: {} })).toMatchObject({
    code: "broadcast.over",
  });
});

test("a plan that cannot work is refused with the place", async () => {
  const none = "0".repeat(24);
  const code = async (more: Partial<BroadcastPlan>) =>
    (await world.refusal(broadcasts.createBroadcast, { body: plan(more) })).code;
  expect(await code({ flowId: none })).toBe("broadcast.flow");
  expect(await code({ segmentIds: [none] })).toBe("broadcast.segment");
  expect(await code({ channelIds: [none] })).toBe("broadcast.channel");
});

test("contacts rest after a broadcast", async () => {
  const reach = await world.call(broadcasts.measureReach, { body: plan({ restDays: 7 }) });
  expect(reach).toMatchObject({ reached: 0, skipped: { recent: 9 } });
  world.advance(8 * 86_400_000);
  const later = await world.call(broadcasts.measureReach, { body: plan({ restDays: 7 }) });
  expect(later.reached).toBeGreaterThan(0);
});
