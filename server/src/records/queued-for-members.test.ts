import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mongoose from "mongoose";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectStore, type Store } from "../store/connect.ts";
import { createIndexes } from "../store/define-model.ts";
import { testUri } from "../testing/test-uri.ts";
import { conversations, conversationsOf } from "./conversation-model.ts";
import { queuedForMembers } from "./queued-for-members.ts";

const dataDir = mkdtempSync(join(tmpdir(), "chatloom-queued-"));
let store: Store;
beforeAll(async () => {
  store = await connectStore({ mongodbUri: testUri(dataDir), dataDir }, pino({ level: "fatal" }));
});
afterAll(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true });
});

test("looking for conversations to distribute reads none of those that members choose from", async () => {
  const { connection } = store;
  conversations(connection);
  await createIndexes(connection);
  const workspaceId = new mongoose.Types.ObjectId();
  const waiting = (index: number, distribution: string) => ({
    _id: `c${index}`,
    workspaceId,
    keys: [`channel:${index}`],
    handler: "waiting",
    queuedAt: index,
    handoff: { distribution },
  });
  const manual = Array.from({ length: 600 }, (_, index) => waiting(index, "manual"));
  await conversationsOf(connection).insertMany([
    ...manual,
    waiting(900, "leastBusy"),
    waiting(901, "roundRobin"),
  ] as never);
  for (const filter of [queuedForMembers, { ...queuedForMembers, workspaceId }]) {
    const { executionStats } = await conversationsOf(connection)
      .find(filter as never)
      .explain("executionStats");
    expect(executionStats).toMatchObject({ nReturned: 2 });
    expect(executionStats.totalDocsExamined).toBeLessThanOrEqual(2);
  }
});
