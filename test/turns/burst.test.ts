import { afterAll, beforeAll, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "./connect-double.ts";
import { anyMessage, flowOf, publish, say } from "./publish-test-flow.ts";

const { channels } = routes;
const types = ["telegram", "http", "whatsapp"] as const;
type Type = (typeof types)[number];
let world: World;
const doubles = new Map<Type, { readonly double: Double; readonly webhook: string }>();
beforeAll(async () => {
  world = await startWorld();
  for (const type of types) {
    const double = await startDouble(type);
    doubles.set(type, { double, webhook: await connect(world, double) });
  }
  await publish(world, flowOf("Answers", { any: anyMessage(), a: say("Hello") }, ["any.next > a"]));
}, 120_000);
afterAll(async () => {
  await world.close();
  for (const { double } of doubles.values()) {
    await double.close();
  }
});

function partsOf(type: Type) {
  const parts = doubles.get(type);
  if (!parts) {
    throw new Error(`There is no double of ${type}`);
  }
  return { ...parts, webhook: new URL(new URL(parts.webhook).pathname, world.url).href };
}

/** Whom the double took a message for, in order. */
function answered(type: Type): string[] {
  return partsOf(type).double.sends.map(({ body }) => {
    const { contact, chat_id, to } = body as {
      contact?: { id: string };
      chat_id?: number;
      to?: string;
    };
    return contact?.id ?? String(chat_id ?? to).replace("+", "");
  });
}

async function write(from: string): Promise<void> {
  const { double, webhook } = partsOf("http");
  expect(await double.deliver(webhook, { kind: "text", from, text: "hi" })).toBe(200);
}

async function channel(type: Type = "http") {
  const { items } = await world.call(channels.listChannels);
  return items.find((it) => it.type === type);
}

/** Lets people write at once, in as few requests as the platform makes. */
async function rush(type: Type, people: readonly string[]): Promise<void> {
  const { double, webhook } = partsOf(type);
  const bodies = people.map((from) => {
    const signed = double.webhook({ kind: "text", from, text: "hi" });
    return JSON.parse(signed.body) as { events?: unknown[]; entry?: unknown[]; object?: string };
  });
  const half = Math.ceil(bodies.length / 2);
  for (const part of [bodies.slice(0, half), bodies.slice(half)]) {
    const list = type === "http" ? "events" : "entry";
    const joined = { ...part[0], [list]: part.flatMap((it) => it[list] ?? []) };
    const requests = type === "telegram" ? part : [joined];
    for (const body of requests) {
      expect(await double.deliver(webhook, { kind: "raw", body })).toBe(200);
    }
  }
}

const interrupted = ["answer.lost", "send.interrupted"];

async function lettersOf(): Promise<readonly string[]> {
  const { items } = await world.call(routes.operations.listDeadLetters);
  return items.map((it) => it.reason.code);
}

function unanswered(people: Readonly<Record<Type, readonly string[]>>): number {
  return types.reduce((sum, it) => sum + people[it].length - new Set(answered(it)).size, 0);
}

test("more people at once than the rates allow are all answered once, in time, through a restart", async () => {
  const people: Readonly<Record<Type, readonly string[]>> = {
    telegram: Array.from({ length: 400 }, (_, index) => String(700_000 + index)),
    http: Array.from({ length: 600 }, (_, index) => `person-${index}`),
    whatsapp: Array.from({ length: 2_000 }, (_, index) => String(849_000_000_000 + index)),
  };
  const began = Date.now();
  const seen: number[] = [];
  const watching = setInterval(() => {
    seen.push(answered("http").length);
  }, 1_000);
  await Promise.all(types.map((type) => rush(type, people[type])));
  await until(() => types.every((type) => answered(type).length > 60), 60_000);
  await world.restart();
  expect(answered("whatsapp").length).toBeLessThan(2_000);
  await until(async () => unanswered(people) <= (await lettersOf()).length, 180_000);
  clearInterval(watching);
  for (const type of types) {
    const once = new Set(answered(type));
    expect(answered(type)).toHaveLength(once.size);
    expect(people[type]).toEqual(expect.arrayContaining([...once]));
  }
  // The burst once for each of the two processes, and 50 a second.
  const most = 2 * 100 + (50 * (Date.now() - began)) / 1_000;
  expect(answered("http").length).toBeLessThan(most);
  const jumps = seen.map((it, index) => it - (seen[index - 1] ?? 0));
  expect(Math.max(...jumps)).toBeLessThanOrEqual(200);
  for (const type of types) {
    const { double } = partsOf(type);
    expect(double.refusals.filter((it) => !/rate|too many/i.test(it.problem ?? ""))).toEqual([]);
    // Far fewer than the people: a channel that is asked to wait pauses.
    expect(double.refusals.length).toBeLessThanOrEqual(300);
  }
  await write("newcomer");
  await until(() => answered("http").includes("newcomer"), 20_000);
  await until(async () => {
    const all = await Promise.all(types.map((type) => channel(type)));
    return all.every((it) => it?.queue.waiting === 0);
  }, 20_000);
  // Only sends that the restart cut off may have an outcome that nobody knows.
  for (const code of await lettersOf()) {
    expect(interrupted).toContain(code);
  }
}, 300_000);

test("a paused channel takes no turns, and nothing is lost when it goes on", async () => {
  const before = answered("http").length;
  const params = { channelId: (await channel())?.id ?? "" };
  await world.call(channels.updateChannel, { params, body: { paused: true } });
  await write("paused-1");
  await write("paused-2");
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect(answered("http").length).toBe(before);
  await world.call(channels.updateChannel, { params, body: { paused: false } });
  await until(() => answered("http").slice(before).length === 2, 20_000);
  expect(answered("http").slice(before).sort()).toEqual(["paused-1", "paused-2"]);
  expect((await lettersOf()).filter((it) => !interrupted.includes(it))).toEqual([]);
}, 60_000);
