import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedMongo } from "@chatloom/embedded-mongo";
import { type RunningServer, startServer } from "@chatloom/server";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { startWorld, testConfig, type World } from "../support/world.ts";
import { connect, until } from "./connect-double.ts";
import { flowOf, keyword, publish, say } from "./publish-test-flow.ts";

let dataDir: string;
let store: Awaited<ReturnType<typeof startEmbeddedMongo>>;
let world: World;
let others: readonly RunningServer[];
let http: Double;
let webhooks: readonly string[];

/** One store, three servers over it, as three processes would be. */
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "chatloom-timers-"));
  store = await startEmbeddedMongo({ dataDir });
  world = await startWorld({ mongodbUri: store.uri });
  const config = { ...testConfig(dataDir), mongodbUri: store.uri, publicUrl: world.url };
  const log = pino({ level: "fatal" });
  // All three go by the world's clock, which the tests move.
  const now = () => world.server.context.now();
  others = await Promise.all([1, 2].map(() => startServer({ config, log, now })));
  http = await startDouble("http", now);
  const webhook = await connect(world, http);
  webhooks = [world.server, ...others].map(({ url }) => url + new URL(webhook).pathname);
  await publish(
    world,
    flowOf(
      "Patience",
      {
        hour: keyword("hour"),
        wait: {
          type: "wait",
          data: { until: "duration", duration: { amount: 1, unit: "hours" } },
        },
        woke: say("Awake"),
      },
      ["hour.next > wait", "wait.next > woke"],
    ),
  );
}, 60_000);
afterAll(async () => {
  await world.close();
  await Promise.all(others.map((it) => it.close()));
  await store.close();
  await http.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const hour = 3_600_000;

/** The members of a group that received "Awake", in order. */
function woken(group: string): string[] {
  const pattern = new RegExp(`"(${group}-\\d+)"`);
  return http.sends.flatMap(({ body }) => pattern.exec(JSON.stringify(body))?.[1] ?? []);
}

/** Lets people of a group write one after the other, to the servers in turn, until all of them wait. */
async function fallAsleep(group: string, count: number): Promise<readonly string[]> {
  const people = Array.from({ length: count }, (_, index) => `${group}-${index}`);
  for (const [index, from] of people.entries()) {
    const webhook = webhooks[index % webhooks.length] ?? "";
    expect(await http.deliver(webhook, { kind: "text", from, text: "hour" })).toBe(200);
    world.advance(20);
  }
  await until(asleep(people), 20_000);
  return people;
}

function asleep(people: readonly string[]) {
  const conversations = world.server.context.connection.db?.collection("conversations");
  const filter = { address: { $in: [...people] }, "timers.0": { $exists: true } };
  return async () =>
    (await conversations?.countDocuments({ ...filter, lease: { $exists: false } })) ===
    people.length;
}

test("no timer fires early, and each fires once, whichever of three servers looks", async () => {
  const people = await fallAsleep("sleeper", 60);
  world.advance(hour - 60_000);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(woken("sleeper")).toEqual([]);
  world.advance(60_000);
  await until(() => woken("sleeper").length >= people.length, 20_000);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(woken("sleeper").sort()).toEqual([...people].sort());
}, 60_000);

test("after a jump of the clock, as after a night's sleep, all that is due fires within a few ticks", async () => {
  const people = await fallAsleep("napper", 30);
  world.advance(9 * hour);
  // Two seconds on a machine that does nothing else.
  await until(() => woken("napper").length >= people.length, 8_000);
  expect(woken("napper").sort()).toEqual([...people].sort());
}, 60_000);

test("what came due while no server ran fires afterwards, in the order of its times", async () => {
  await Promise.all(others.map((it) => it.close()));
  others = [];
  webhooks = webhooks.slice(0, 1);
  const people = await fallAsleep("dreamer", 12);
  world.advance(2 * hour);
  await world.restart();
  await until(() => woken("dreamer").length >= people.length, 20_000);
  expect(woken("dreamer")).toEqual(people);
}, 60_000);
