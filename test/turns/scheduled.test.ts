import mongoose from "mongoose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { routes, startWorld, type World } from "../support/world.ts";
import { until } from "./connect-double.ts";
import { openVisitor, textsOf } from "./live-clients.ts";
import { flowOf, keyword, publish, say } from "./publish-test-flow.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
let world: World;
let secret: string | undefined;
let flowId: string;

beforeAll(async () => {
  world = await startWorld();
  await publish(world, flowOf("Hello", { hi: keyword("hi"), a: say("Hi!") }, ["hi.next > a"]));
});
afterAll(() => world.close());

function now(): number {
  return world.server.context.now();
}

/** A minute that is far enough away for a flow to be published before it, however busy the machine is. */
function comingMinute(): number {
  return Math.ceil((now() + 60_000) / minute) * minute;
}

/** How often the tagged visitor received the news. */
async function told(): Promise<number> {
  const visitor = await openVisitor(world, secret);
  const count = textsOf(visitor).filter((it) => it === "News!").length;
  visitor.close();
  return count;
}

async function missed(): Promise<number> {
  const { items } = await world.call(routes.operations.listAlerts);
  return items.filter((it) => it.code === "schedule.missed").length;
}

/** The jobs go by the system's clock, which tests cannot move: they move the jobs. */
async function advance(ms: number): Promise<void> {
  const jobs = world.server.context.connection.db?.collection("scheduleJobs");
  for (const { _id, nextRunAt } of (await jobs?.find({}).toArray()) ?? []) {
    await jobs?.updateOne({ _id }, { $set: { nextRunAt: new Date(Number(nextRunAt) - ms) } });
  }
  world.advance(ms);
}

async function settled(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 2_000));
}

test("a schedule starts its flow for the contacts with its tag, on the minute", async () => {
  const tagged = await openVisitor(world);
  const other = await openVisitor(world);
  await tagged.say("hi");
  await until(() => textsOf(tagged).length === 2);
  const { items } = await world.call(routes.contacts.listContacts);
  const params = { contactId: items[0]?.id ?? "" };
  await world.call(routes.contacts.updateContact, { params, body: { tags: ["news"] } });
  await other.say("hi");

  const due = comingMinute();
  const time = new Date(due).toISOString().slice(11, 16);
  const at = {
    type: "trigger.schedule",
    data: { repeat: "daily", weekdays: [], time, tag: "news" },
  } as const;
  const news = flowOf(
    "News",
    { at: { ...at, data: { ...at.data, weekdays: [] } }, b: say("News!") },
    ["at.next > b"],
  );
  flowId = await publish(world, news);
  await settled();
  expect(textsOf(tagged)).not.toContain("News!");
  await advance(due - now() - 1_000);
  await until(() => textsOf(tagged).includes("News!"), 15_000);
  expect(now() - due).toBeGreaterThanOrEqual(0);
  expect(textsOf(other)).toEqual(["hi", "Hi!"]);
  secret = tagged.secret();
  tagged.close();
  other.close();

  await world.restart();
  await settled();
  expect(await told()).toBe(1);
}, 60_000);

test("an occurrence missed by less than an hour is made up for, once", async () => {
  await advance(day + 20 * minute);
  await world.restart();
  await until(async () => (await told()) === 2);
  await world.restart();
  await settled();
  expect(await told()).toBe(2);
  expect(await missed()).toBe(0);
}, 30_000);

test("an older one is left out, and the team is told", async () => {
  await advance(3 * day + 5 * hour);
  await world.restart();
  await until(async () => (await missed()) === 1);
  await settled();
  expect(await told()).toBe(2);
}, 30_000);

test("switching a flow off and on leaves no old job behind, and makes the next one", async () => {
  const params = { flowId };
  await world.call(routes.flows.deactivateFlow, { params });
  await advance(day);
  await world.restart();
  await settled();
  expect(await told()).toBe(2);
  await world.call(routes.flows.activateFlow, { params });
  await settled();
  expect(await told()).toBe(2);
  await advance(19 * hour);
  await world.restart();
  await until(async () => (await told()) === 3);
}, 30_000);

test("many contacts are started in batches, each once, though the job is repeated", async () => {
  const db = world.server.context.connection.db;
  if (!db) {
    throw new Error("The store is not connected");
  }
  const [conversation] = await db.collection("conversations").find({}).limit(1).toArray();
  const [contact] = await db.collection("contacts").find({ tags: "news" }).toArray();
  if (!conversation || !contact) {
    throw new Error("There is nobody to copy");
  }
  const ids = Array.from({ length: 1_200 }, () => new mongoose.Types.ObjectId().toHexString());
  await db
    .collection<{ _id: string }>("contacts")
    .insertMany(ids.map((id) => ({ ...contact, _id: id, tags: ["crowd"], identities: [] })));
  const { run: _run, position: _position, wakeAt: _wakeAt, ...rest } = conversation;
  await db.collection<{ _id: string }>("conversations").insertMany(
    ids.map((id) => ({
      ...rest,
      _id: `c${id.slice(1)}`,
      contactId: id,
      keys: [`${conversation.channelId}:${id}`],
      address: id,
      sequence: 0,
      turn: 0,
      sent: undefined,
    })),
  );
  const due = comingMinute();
  const time = new Date(due).toISOString().slice(11, 16);
  const at = { repeat: "daily", weekdays: [], time, tag: "crowd" } as const;
  const crowdId = await publish(
    world,
    flowOf(
      "Crowd",
      { at: { type: "trigger.schedule", data: { ...at, weekdays: [] } }, b: say("Crowded!") },
      ["at.next > b"],
    ),
  );
  await advance(due - now() - 1_000);
  const messages = db.collection("messages");
  await until(
    async () => (await messages.countDocuments({ "content.text": "Crowded!" })) === 1_200,
    30_000,
  );
  const occurrence = new Date(due).toISOString();
  const key = { "data.key": new RegExp(`^${crowdId}:`) };
  const over = async (store: typeof db | undefined) => {
    const job = await store?.collection("scheduleJobs").findOne(key);
    return job?.data.occurrence > occurrence && job?.lockedAt === null;
  };
  await until(() => over(db), 30_000);
  // As a process leaves it that was killed in the middle of the work, nearly a minute ago: the server that is about to stop must not
  // take it up.
  const left = { "data.occurrence": occurrence, nextRunAt: null, lockedAt: secondsAgo(52) };
  await db.collection("scheduleJobs").updateOne(key, { $set: left });
  await world.restart();
  const store = world.server.context.connection.db;
  await until(() => over(store), 30_000);
  await settled();
  expect(await store?.collection("messages").countDocuments({ "content.text": "Crowded!" })).toBe(
    1_200,
  );
}, 90_000);

function secondsAgo(seconds: number): Date {
  return new Date(Date.now() - seconds * 1_000);
}
