import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedMongo } from "@chatloom/embedded-mongo";
import { type RunningServer, startServer } from "@chatloom/server";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Double, Fault } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { startWorld, testConfig, type World } from "../support/world.ts";
import { connect, until } from "./connect-double.ts";
import { flowOf, keyword, publish, say } from "./publish-test-flow.ts";

let dataDir: string;
let store: Awaited<ReturnType<typeof startEmbeddedMongo>>;
let world: World;
let other: RunningServer;
let line: Double;
let webhooks: readonly string[];

/** One store, two servers over it, as two processes would be. */
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "chatloom-tokens-"));
  store = await startEmbeddedMongo({ dataDir });
  world = await startWorld({ mongodbUri: store.uri });
  const config = { ...testConfig(dataDir), mongodbUri: store.uri, publicUrl: world.url };
  other = await startServer({ config, log: pino({ level: "fatal" }) });
  line = await startDouble("line");
  const webhook = await connect(world, line);
  webhooks = [webhook, webhook.replace(world.url, other.url)];
  const nodes = { go: keyword("go"), a: say("One"), b: say("Two") };
  await publish(world, flowOf("Answers", nodes, ["go.next > a", "a.next > b"]));
});
afterAll(async () => {
  await other.close();
  await world.close();
  await store.close();
  await line.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const trouble: readonly Fault[] = [
  { kind: "none" },
  { kind: "drop", taken: true },
  { kind: "answer", status: 429 },
  { kind: "none" },
  { kind: "answer", status: 500 },
  { kind: "drop", taken: false },
  { kind: "slow", ms: 300 },
];

test("two servers that get the same events answer each person once, whatever LINE does", async () => {
  const people = Array.from({ length: 40 }, (_, index) => `U${String(index).padStart(32, "0")}`);
  line.fail(
    ...people.map((_, index) => trouble[index % trouble.length] ?? { kind: "none" as const }),
  );
  await Promise.all(
    people.map(async (from) => {
      const event = line.webhook({ kind: "text", from, text: "go", id: `go-${from}` });
      await Promise.all(webhooks.map((url) => fetch(url, { method: "POST", ...event })));
    }),
  );
  await until(() => line.sends.length >= people.length, 30_000);
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect(line.duplicates()).toEqual([]);
  expect(line.sends).toHaveLength(people.length);
}, 60_000);
