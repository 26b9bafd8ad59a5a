import mongoose from "mongoose";
import { expect, test } from "vitest";
import { noPendingWrites, type PendingWrites } from "./conversation-doc.ts";
import { parsePendingWrites, serializePendingWrites } from "./pending-writes-text.ts";

const conversation = { _id: "v", channelId: "c", workspaceId: new mongoose.Types.ObjectId() };
const { workspaceId } = conversation;
const record = JSON.stringify({ input: { text: 'She said "no"\n\\ 😀' }, path: [], effects: [] });
const turn = { number: 3, at: 5, inputId: "e", record };
const pendingWrites: PendingWrites = {
  messages: [
    {
      _id: "m1",
      workspaceId,
      channelId: "c",
      conversationId: "v",
      sequence: 1,
      direction: "incoming",
      author: { type: "contact" },
      content: { kind: "text", text: 'She said "no"' },
      turn,
      at: 4,
    },
    {
      _id: "m2",
      workspaceId,
      channelId: "c",
      conversationId: "v",
      sequence: 2,
      direction: "outgoing",
      author: { type: "bot" },
      content: { kind: "text", text: "Well" },
      at: 5,
    },
  ],
  changes: [{ id: "x", messageId: "m0", set: { delivery: "sent" } }],
  turns: [{ ...turn, _id: "v.4", number: 4, workspaceId, conversationId: "v" }],
  consumed: ["e"],
  deadLetters: [],
  sideEffects: [],
};

test("pending writes are read as they were written", () => {
  expect(parsePendingWrites(serializePendingWrites(pendingWrites), conversation)).toEqual(
    pendingWrites,
  );
  const [message] = pendingWrites.messages;
  const alone = { ...noPendingWrites, messages: message ? [message] : [] };
  expect(parsePendingWrites(serializePendingWrites(alone), conversation)).toEqual(alone);
});

test("nothing is written of nothing", () => {
  expect(serializePendingWrites(noPendingWrites)).toBeUndefined();
  expect(parsePendingWrites(undefined, conversation)).toBe(noPendingWrites);
});

test("what an earlier release wrote is read under today's names", () => {
  const text = serializePendingWrites(pendingWrites)?.replace('"sideEffects"', '"chores"');
  expect(parsePendingWrites(text, conversation)).toEqual(pendingWrites);
});
