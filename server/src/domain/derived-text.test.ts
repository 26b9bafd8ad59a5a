import mongoose from "mongoose";
import { expect, test } from "vitest";
import { type Derived, nothingDerived } from "./conversation-doc.ts";
import { readDerived, writeDerived } from "./derived-text.ts";

const conversation = { _id: "v", channelId: "c", workspaceId: new mongoose.Types.ObjectId() };
const { workspaceId } = conversation;
const record = JSON.stringify({ input: { text: 'She said "no"\n\\ 😀' }, path: [], effects: [] });
const turn = { number: 3, at: 5, inputId: "e", record };
const derived: Derived = {
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
  chores: [],
};

test("what is still to be derived is read as it was written", () => {
  expect(readDerived(writeDerived(derived), conversation)).toEqual(derived);
  const [message] = derived.messages;
  const alone = { ...nothingDerived, messages: message ? [message] : [] };
  expect(readDerived(writeDerived(alone), conversation)).toEqual(alone);
});

test("nothing is written of nothing", () => {
  expect(writeDerived(nothingDerived)).toBeUndefined();
  expect(readDerived(undefined, conversation)).toBe(nothingDerived);
});
