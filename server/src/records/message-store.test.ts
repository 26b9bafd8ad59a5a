import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mongoose from "mongoose";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { MessageDoc } from "../domain/message-doc.ts";
import { connectStore, type Store } from "../store/connect.ts";
import { createIndexes } from "../store/define-model.ts";
import { testUri } from "../testing/test-uri.ts";
import { messagesOf } from "./message-model.ts";
import { createMessageStore } from "./message-store.ts";

const dataDir = mkdtempSync(join(tmpdir(), "chatloom-messages-"));
let store: Store;
beforeAll(async () => {
  const log = pino({ level: "fatal" });
  store = await connectStore({ mongodbUri: testUri(dataDir), dataDir }, log);
  await createIndexes(store.connection);
});
afterAll(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

let sequence = 0;
function queued(): MessageDoc {
  sequence += 1;
  return {
    _id: new mongoose.Types.ObjectId().toHexString(),
    workspaceId: new mongoose.Types.ObjectId(),
    channelId: "channel",
    conversationId: "conversation",
    sequence,
    direction: "outgoing",
    author: { type: "bot" },
    content: { kind: "text", text: String(sequence) },
    delivery: "queued",
    at: sequence,
  };
}

test("a platform id that another message has is left out, and the rest of the change is kept", async () => {
  const messages = createMessageStore(store.connection, Date.now);
  const [first, second, third] = [queued(), queued(), queued()];
  await messages.write([first, second, third]);
  const sent = ({ _id: messageId }: MessageDoc, platformId: string) =>
    messages.change([{ id: messageId, messageId, set: { delivery: "sent", platformId } }]);
  await sent(first, "0");
  // In one group with a change that is right.
  await Promise.all([sent(second, "0"), sent(third, "1")]);
  const found = await messagesOf(store.connection).find({}).sort({ sequence: 1 }).toArray();
  expect(found.map(({ delivery, platformId }) => [delivery, platformId])).toEqual([
    ["sent", "0"],
    ["sent", undefined],
    ["sent", "1"],
  ]);
});

test("a message written again keeps its newest state, whatever the state before", async () => {
  const messages = createMessageStore(store.connection, Date.now);
  const failure = { code: "refused", message: "Refused" };
  const first: MessageDoc = { ...queued(), version: 1 };
  const failed: MessageDoc = { ...first, version: 2, delivery: "failed", failure };
  const sent: MessageDoc = { ...first, version: 4, delivery: "sent", platformId: "resent" };
  const state = async () => {
    const { delivery, failure, platformId, version } = (await messages.byId(first._id)) ?? first;
    return { delivery, failure, platformId, version };
  };
  await messages.write([first]);
  await messages.write([failed]);
  expect(await state()).toMatchObject({ delivery: "failed", failure, version: 2 });
  await messages.write([sent]);
  const newest = { delivery: "sent", failure: undefined, platformId: "resent", version: 4 };
  expect(await state()).toEqual(newest);
  await messages.write([failed]);
  await messages.write([first]);
  expect(await state()).toEqual(newest);
});
