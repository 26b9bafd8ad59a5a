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
  others = await Promise.all([1, 2].map(() => startServer({ config, log })));
  http = await startDouble("http");
  const webhook = await connect(world, http);
  webhooks = [world.server, ...others].map(({ url }) => url + new URL(webhook).pathname);
  const wait = (seconds: number) =>
    ({
      type: "wait",
      data: { until: "duration", duration: { amount: seconds, unit: "seconds" } },
    }) as const;
  await publish(
    world,
    flowOf(
      "Patience",
      {
        short: keyword("short"),
        two: wait(2),
        long: keyword("long"),
        thirty: wait(30),
        woke: say("Awake"),
      },
      ["short.next > two", "two.next > woke", "long.next > thirty", "thirty.next > woke"],
    ),
  );
});
afterAll(async () => {
  await world.close();
  await Promise.all(others.map((it) => it.close()));
  await store.close();
  await http.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Who was told "Awake", in order. */
function woken(): string[] {
  return http.sends.flatMap(
    ({ body }) => /"((sleeper|dreamer)-\d+)"/.exec(JSON.stringify(body))?.[1] ?? [],
  );
}

test("timers fire within two seconds of their time, once each, whichever of three servers looks", async () => {
  const people = Array.from({ length: 90 }, (_, index) => `sleeper-${index}`);
  const delivered = new Map<string, number>();
  const seen = new Map<string, number>();
  const watching = setInterval(() => {
    for (const person of woken()) if (!seen.has(person)) seen.set(person, Date.now());
  }, 10);
  await Promise.all(
    people.map(async (from, index) => {
      await new Promise((resolve) => setTimeout(resolve, index * 20));
      await http.deliver(webhooks[index % 3] ?? "", { kind: "text", from, text: "short" });
      delivered.set(from, Date.now());
    }),
  );
  await until(() => people.every((it) => seen.has(it)), 15_000);
  clearInterval(watching);
  const late = people
    .map((it) => (seen.get(it) ?? 0) - (delivered.get(it) ?? 0) - 2_000)
    .sort((a, b) => a - b);
  expect(late[0]).toBeGreaterThan(-100);
  expect(late.at(-1)).toBeLessThan(2_000);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(woken().sort()).toEqual([...people].sort());
}, 40_000);

test("what came due while no server ran fires afterwards, in the order of its times", async () => {
  await Promise.all(others.map((it) => it.close()));
  others = [];
  const people = Array.from({ length: 12 }, (_, index) => `dreamer-${index}`);
  for (const from of people) {
    await http.deliver(webhooks[0] ?? "", { kind: "text", from, text: "long" });
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  await new Promise((resolve) => setTimeout(resolve, 500));
  world.advance(60_000);
  await world.restart();
  const dreamers = () => woken().filter((it) => it.startsWith("dreamer"));
  await until(() => dreamers().length >= people.length);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect(dreamers()).toEqual(people);
}, 30_000);
