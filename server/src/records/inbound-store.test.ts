import { mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mongoose from "mongoose";
import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { InboundDoc } from "../domain/inbound-doc.ts";
import { connectStore, type Store } from "../store/connect.ts";
import { isStoreAway } from "../store/is-store-away.ts";
import { createInboundStore, type InboundStore } from "./inbound-store.ts";

/** The fault that the next insert meets. */
let fate: "passes" | "neverArrives" | "answerIsLost" = "passes";
const dataDir = mkdtempSync(join(tmpdir(), "chatloom-inbound-"));
let behind: Store;
let between: Server;
let connection: mongoose.Connection;
let store: InboundStore;

beforeAll(async () => {
  behind = await connectStore({ mongodbUri: undefined, dataDir }, pino({ level: "fatal" }));
  const path = behind.connection.getClient().options.hosts[0]?.socketPath ?? "";
  between = createServer((client) => pass(client, connect(path)));
  await new Promise<void>((resolve) => between.listen(0, "127.0.0.1", resolve));
  const { port } = between.address() as AddressInfo;
  const uri = `mongodb://127.0.0.1:${port}/chatloom?directConnection=true`;
  connection = await mongoose.createConnection(uri, { autoIndex: false }).asPromise();
});
beforeEach(() => {
  fate = "passes";
  store = createInboundStore(connection);
});
afterAll(async () => {
  await connection.close();
  between.close();
  await behind.close();
  rmSync(dataDir, { recursive: true, force: true });
});

function pass(client: Socket, server: Socket): void {
  let cut = false;
  const end = () => {
    client.destroy();
    server.destroy();
  };
  client.on("data", (bytes) => {
    const inserts = bytes.includes("insert") && bytes.includes("inbound");
    if (inserts && fate === "neverArrives") {
      return end();
    }
    if (inserts && fate === "answerIsLost") {
      cut = true;
    }
    server.write(bytes);
  });
  server.on("data", (bytes) => (cut ? end() : client.write(bytes)));
  for (const socket of [client, server]) {
    socket.on("error", end).on("close", end);
  }
}

function event(id: string): InboundDoc {
  return {
    _id: `channel:${id}`,
    workspaceId: new mongoose.Types.ObjectId(),
    channelId: "channel",
    waiting: "channel:ada",
    receivedAt: 1,
    event: { kind: "ignored", id, account: undefined, at: 1, what: "test" },
    expireAt: new Date(Date.now() + 60_000),
  };
}

test.each(["neverArrives", "answerIsLost"] as const)(
  "an event whose storing broke off (%s) is not taken for stored, and can be stored again",
  async (broken) => {
    fate = broken;
    const events = [event(`${broken}-1`), event(`${broken}-2`)];
    const outcomes = await Promise.allSettled(events.map((it) => store.add(it)));
    expect(outcomes.map((it) => it.status)).toEqual(["rejected", "rejected"]);
    for (const it of outcomes) {
      if (it.status === "rejected") {
        expect(isStoreAway(it.reason)).toBe(true);
      }
    }

    fate = "passes";
    await Promise.all(events.map((it) => store.add(it)));
    const waiting = await store.waitingFor(["channel:ada"]);
    expect(waiting.filter((it) => it._id.includes(broken)).length).toBe(2);
  },
);

test("of a group with a known event the others are stored, and each learns its own fate", async () => {
  expect(await store.add(event("known"))).toBe(true);
  const added = await Promise.all(["new-1", "known", "new-2"].map((it) => store.add(event(it))));
  expect(added).toEqual([true, false, true]);
});

test("what was done is known by its id and waits no more", async () => {
  await store.add(event("done"));
  await store.done(["channel:done"]);
  expect(await store.add(event("done"))).toBe(false);
  const waiting = await store.waitingFor(["channel:ada"]);
  expect(waiting.map((it) => it._id)).not.toContain("channel:done");
});

test("what waits comes by the platform's clock, and where that is the same in the order of arrival", async () => {
  const at = (id: string, moment: number, receivedAt: number): InboundDoc => ({
    ...event(id),
    waiting: "channel:ordered",
    receivedAt,
    event: { kind: "ignored", id, account: undefined, at: moment, what: "test" },
  });
  const docs = [at("c", 20, 1), at("b", 10, 2.001), at("a", 10, 2), at("d", 30, 0)];
  await Promise.all(docs.map((it) => store.add(it)));
  const waiting = await store.waitingFor(["channel:ordered"]);
  expect(waiting.map((it) => it.event.kind === "ignored" && it.event.id)).toEqual([
    "a",
    "b",
    "c",
    "d",
  ]);
});
