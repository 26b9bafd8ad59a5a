import { mkdtempSync, rmSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { testUri } from "../testing/test-uri.ts";
import { connectStore, type Store } from "./connect.ts";
import { processes } from "./process-model.ts";
import { createProcessRegistry, type ProcessRegistry } from "./process-registry.ts";

const dataDir = mkdtempSync(join(tmpdir(), "chatloom-registry-"));
let store: Store;
const opened: ProcessRegistry[] = [];
beforeAll(async () => {
  const log = pino({ level: "fatal" });
  store = await connectStore({ mongodbUri: testUri(dataDir), dataDir }, log);
});
afterEach(async () => {
  for (const registry of opened.splice(0)) {
    await registry.leave();
  }
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

test("processes count one another as long as they are not silent", async () => {
  const [first, second] = [open(), open()];
  await first.beat();
  await second.beat();
  await first.look();
  expect([first.alive(), second.alive()]).toEqual([2, 2]);

  const silent = { host: "elsewhere", pid: 1, seenAt: Date.now() - 7_000, listening: true };
  await processes(store.connection).create({ ...silent, owner: "elsewhere.1.silent" });
  await first.look();
  expect(first.alive()).toBe(2);

  await second.leave();
  await first.look();
  expect(first.alive()).toBe(1);
});

test("only those who listen are told, and the dead of this machine are found once", async () => {
  const [first, second] = [open(), open()];
  await first.beat();
  await second.listen();
  const dead = { host: hostname(), pid: 4_194_303, seenAt: Date.now(), listening: true };
  await processes(store.connection).create({ ...dead, owner: "dead" });
  await first.look();
  expect(first.listeners()).toEqual([second.owner]);
  expect(await first.findDead()).toEqual(["dead"]);
  expect(await first.findDead()).toEqual([]);
});
