import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { ServerContext } from "../context/server-context.ts";
import { connectStore, type Store } from "../store/connect.ts";
import { nativeCollection } from "../store/native-collection.ts";
import { createProcessRegistry, type ProcessRegistry } from "../store/process-registry.ts";
import { testUri } from "../testing/test-uri.ts";
import { openProcessRelay, type ProcessRelay } from "./process-relay.ts";

const dataDir = mkdtempSync(join(tmpdir(), "chatloom-relay-"));
const log = pino({ level: "fatal" });
let store: Store;
const opened: { readonly registry: ProcessRegistry; readonly relay: ProcessRelay }[] = [];

beforeAll(async () => {
  store = await connectStore({ mongodbUri: testUri(dataDir), dataDir }, log);
});
afterEach(async () => {
  for (const { relay, registry } of opened.splice(0)) {
    await relay.stop();
    await registry.leave();
  }
});
afterAll(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** One more process over the store, as it is after its first beat. */
async function open() {
  const { connection } = store;
  const registry = createProcessRegistry(connection, Date.now);
  await registry.beat();
  const heard: unknown[] = [];
  const context = { connection, log, now: Date.now } as ServerContext;
  let missed = 0;
  const relay = openProcessRelay(context, registry, {
    receive: (message) => heard.push(message),
    missed: () => {
      missed += 1;
    },
  });
  opened.push({ registry, relay });
  return { registry, relay, heard, missed: () => missed };
}

function envelopes(): Promise<number> {
  return nativeCollection(store.connection, "processMail").countDocuments();
}

async function until(condition: () => boolean): Promise<void> {
  const end = Date.now() + 5_000;
  while (!condition() && Date.now() < end) {
    await new Promise((done) => setTimeout(done, 10));
  }
  expect(condition()).toBe(true);
}

test("a process that is alone listens at once, and writes to nobody", async () => {
  const { relay } = await open();
  const began = Date.now();
  await relay.listening();
  expect(Date.now() - began).toBeLessThan(500);
  relay.send(relay.listeners(), { hello: "anybody" });
  await new Promise((done) => setTimeout(done, 100));
  expect(await envelopes()).toBe(0);
});

test("whoever listens hears all that others say, in order and once, and nothing of its own", async () => {
  const [one, two, deaf] = [await open(), await open(), await open()];
  await Promise.all([one.registry.beat(), two.registry.beat()]);
  await Promise.all([one.relay.listening(), two.relay.listening()]);
  await one.registry.look();
  expect(one.relay.listeners()).toEqual([two.relay.owner]);
  for (let number = 1; number <= 500; number++) {
    one.relay.send(one.relay.listeners(), { number });
    if (number % 50 === 0) {
      await new Promise((done) => setTimeout(done, 5));
    }
  }
  await until(() => two.heard.length >= 500);
  await new Promise((done) => setTimeout(done, 250));
  expect(two.heard).toEqual(Array.from({ length: 500 }, (_, index) => ({ number: index + 1 })));
  expect(one.heard).toEqual([]);
  expect(deaf.heard).toEqual([]);
  expect(await envelopes()).toBe(0);
});

test("nobody writes to a process that left", async () => {
  const [one, two] = [await open(), await open()];
  await one.registry.beat();
  await Promise.all([one.relay.listening(), two.relay.listening()]);
  await two.registry.leave();
  await one.registry.look();
  expect(one.relay.listeners()).toEqual([]);
  expect(one.registry.alive()).toBe(1);
});

test("a process that stood still knows that it may have missed something", async () => {
  const [{ missed, registry }] = [await open(), await open()];
  await registry.beat();
  await new Promise((done) => setTimeout(done, 300));
  expect(missed()).toBe(0);
  // So long that the other one seems dead.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 6_500);
  await until(() => missed() === 1);
  await new Promise((done) => setTimeout(done, 300));
  expect(missed()).toBe(1);
});
