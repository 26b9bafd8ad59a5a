import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { connectStore, type Store } from "./connect.ts";
import { processes } from "./process-model.ts";
import { createProcessRegistry, type ProcessRegistry } from "./process-registry.ts";

const dataDir = mkdtempSync(join(tmpdir(), "chatloom-registry-"));
let store: Store;
const opened: ProcessRegistry[] = [];
beforeAll(async () => {
  const log = pino({ level: "fatal" });
  store = await connectStore({ mongodbUri: process.env.MONGODB_TEST_URI, dataDir }, log);
});
afterEach(async () => {
  for (const registry of opened.splice(0)) await registry.leave();
  await processes(store.connection).deleteMany({});
});
afterAll(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

function open(): ProcessRegistry {
  const registry = createProcessRegistry(store.connection, Date.now);
  opened.push(registry);
  return registry;
}

test("a newcomer waits until the one that was alone knows of it", async () => {
  const first = open();
  expect(first.solitude()).toBeUndefined();
  await first.join();
  const before = first.solitude();
  expect(before).toBeDefined();

  const second = open();
  let joined = false;
  const joining = second.join().then(() => {
    joined = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(joined).toBe(false);
  expect(first.solitude()).toBe(before);
  await first.look();
  expect(first.solitude()).toBeUndefined();
  await joining;
  expect(second.solitude()).toBeUndefined();

  await second.leave();
  await first.look();
  expect(first.solitude()).toBeDefined();
  expect(first.solitude()).not.toBe(before);
});

test("a newcomer waits no longer for one that does not look than that one takes itself to be alone", async () => {
  const stalled = open();
  await stalled.join();
  await open().join();
  expect(stalled.solitude()).toBeUndefined();
  const after = stalled.solitude();
  await stalled.look();
  expect(stalled.solitude()).toBe(after);
});

test("a process elsewhere that has not been heard of for a minute is no company", async () => {
  const first = open();
  const dead = { host: "elsewhere", pid: 1, seenAt: Date.now() - 70_000, listening: false };
  await processes(store.connection).create({ ...dead, owner: "elsewhere.1.dead" });
  await first.join();
  expect(first.solitude()).toBeDefined();
  await processes(store.connection).updateOne(
    { owner: "elsewhere.1.dead" },
    { seenAt: Date.now() },
  );
  await first.look();
  expect(first.solitude()).toBeUndefined();
});
