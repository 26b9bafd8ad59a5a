import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedMongo } from "@chatloom/embedded-mongo";
import { type RunningServer, startServer } from "@chatloom/server";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testConfig } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { type DeskStage, startDeskStage } from "./desk-stage.ts";

let dataDir: string;
let store: Awaited<ReturnType<typeof startEmbeddedMongo>>;
let other: RunningServer;
let stage: DeskStage;

/** One store, two servers over it: the channel calls one, the helpdesk calls both. */
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "chatloom-desks-"));
  store = await startEmbeddedMongo({ dataDir });
  stage = await startDeskStage("chatwoot", { mongodbUri: store.uri });
  const config = { ...testConfig(dataDir), mongodbUri: store.uri, publicUrl: stage.world.url };
  other = await startServer({ config, log: pino({ level: "fatal" }) });
});
afterAll(async () => {
  await other.close();
  await stage.close();
  await store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

test("many agents' answers through two servers reach the contact once", async () => {
  const { desk, deskHook, heard, lines, write, handOver } = stage;
  const id = await handOver("ann");
  const otherHook = other.url + new URL(deskHook).pathname;
  const words = Array.from({ length: 12 }, (_, index) => `Answer ${index}`);
  await Promise.all(
    words.map(async (word, index) => {
      const told = desk.agent.writes(id, word);
      await write("ann", `Question ${index}`);
      await Promise.all([desk.deliver(deskHook, told), desk.deliver(otherHook, told)]);
    }),
  );
  await until(() => words.every((it) => heard("ann").includes(it)), 20_000);
  await until(() => lines(id).filter((it) => it.by === "contact").length >= 12, 20_000);
  expect(new Set(heard("ann")).size).toBe(heard("ann").length);
  expect(lines(id).filter((it) => it.by === "contact")).toHaveLength(12);
  await desk.deliver(otherHook, desk.agent.ends(id));
  await until(() => heard("ann").at(-1) === "The bot is back");
}, 60_000);
