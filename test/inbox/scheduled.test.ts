import { afterAll, beforeAll, expect, test } from "vitest";
import { routes } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { startWithPeople, type WorldWithPeople } from "./world-with-people.ts";

const { conversations, scheduledReplies } = routes;
const hourMs = 3_600_000;
let people: WorldWithPeople;
beforeAll(async () => {
  people = await startWithPeople(["Ann", "Ben", "Cho", "Dee", "Eve"]);
});
afterAll(() => people.close());

const text = (words: string) => ({ kind: "text", text: words }) as const;

async function take(name: string) {
  const { id: conversationId } = await people.of(name);
  const params = { conversationId };
  await people.world.call(conversations.takeOver, { as: "agent", params });
  return params;
}

async function schedule(
  params: { conversationId: string },
  words: readonly string[],
  ifWritten: "cancel" | "ask" | "send" = "cancel",
) {
  const at = new Date(people.world.server.context.now() + hourMs).toISOString();
  const { items } = await people.world.call(scheduledReplies.scheduleReply, {
    as: "agent",
    params,
    body: { contents: words.map(text), at, ifWritten },
  });
  return items;
}

const listed = async (params: { conversationId: string }) =>
  (await people.world.call(scheduledReplies.listScheduled, { params })).items;
/** The texts that left, in order. */
async function left(params: { conversationId: string }) {
  const { items } = await people.world.call(conversations.listMessages, { params });
  return items
    .filter((it) => it.direction === "outgoing")
    .reverse()
    .map(({ content }) => ("text" in content ? content.text : ""));
}

// The first one: platforms sign their webhooks by the real time, from which the others move the clock away.
test("when the contact writes first it is cancelled, waits for a decision, or leaves all the same", async () => {
  const { world } = people;
  const params = await take("Ben");
  await schedule(params, ["cancelled later"], "cancel");
  await schedule(params, ["asked later"], "ask");
  await schedule(params, ["sent later"], "send");
  await people.write("Ben", "wait");
  await until(async () => (await listed(params)).length === 2);
  const [asked] = await listed(params);
  expect(asked).toMatchObject({ contents: [text("asked later")], held: "written" });
  const thread = await world.call(conversations.listMessages, { params });
  const told = thread.items.find((it) => it.event === "notNeeded");
  expect(told).toMatchObject({
    author: { name: "Agent Member" },
    content: text("cancelled later"),
  });
  world.advance(hourMs);
  await until(async () => (await left(params)).join() === "sent later");

  const { items } = await world.call(scheduledReplies.sendScheduledNow, {
    as: "agent",
    params: { ...params, scheduledId: asked?.id ?? "" },
  });
  expect(items).toEqual([]);
  expect(await left(params)).toEqual(["sent later", "asked later"]);
});

test("a scheduled reply leaves at its moment, once, whatever restarts", async () => {
  const { world } = people;
  const params = await take("Ann");
  await schedule(params, ["One later", "Two later"]);
  expect((await people.of("Ann")).scheduled).toBe(1);
  world.advance(hourMs / 2);
  await world.restart();
  expect(await left(params)).toEqual([]);
  world.advance(hourMs / 2);
  await until(async () => (await left(params)).length > 0);
  expect(await left(params)).toEqual(["One later", "Two later"]);
  expect(await listed(params)).toEqual([]);
  const { items } = await world.call(conversations.listMessages, { params });
  expect(items[0]?.author).toMatchObject({ type: "member", name: "Agent Member" });
});

test("one that cannot be sent at its moment waits with the reason, and the thread tells", async () => {
  const { world } = people;
  const params = await take("Cho");
  await schedule(params, ["too early later"]);
  await world.call(conversations.handBack, { as: "agent", params });
  world.advance(hourMs);
  await until(async () => (await listed(params))[0]?.held !== undefined);
  expect(await listed(params)).toMatchObject([{ held: "conversation.handled-by-bot" }]);
  expect(await left(params)).toEqual([]);
  const { items } = await world.call(conversations.listMessages, { params });
  expect(items[0]).toMatchObject({ event: "notSent", content: text("too early later") });
});

test("one can be cancelled, and neither the past nor far away moments are taken", async () => {
  const { world } = people;
  const params = await take("Dee");
  const [made] = await schedule(params, ["never later"]);
  const scheduledId = made?.id ?? "";
  await world.call(scheduledReplies.cancelScheduled, { params: { ...params, scheduledId } });
  expect(await listed(params)).toEqual([]);
  const gone = await world.refusal(scheduledReplies.sendScheduledNow, {
    params: { ...params, scheduledId },
  });
  expect(gone.code).toBe("scheduled.not-found");
  for (const at of ["2001-01-01T00:00:00.000Z", "2999-01-01T00:00:00.000Z"]) {
    const refused = await world.refusal(scheduledReplies.scheduleReply, {
      params,
      body: { contents: [text("x")], at, ifWritten: "send" },
    });
    expect(refused.errors?.[0]?.at).toBe("/at");
  }
});
