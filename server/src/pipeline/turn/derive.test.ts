import mongoose from "mongoose";
import { expect, test } from "vitest";
import { type Derived, nothingDerived } from "../../domain/conversation-doc.ts";
import { changed, changedDerived } from "../../domain/conversation-shape.ts";
import type { MessageDoc } from "../../domain/message-doc.ts";
import { newConversation } from "../../domain/new-conversation.ts";
import { clearDerived } from "./derive.ts";

const workspaceId = new mongoose.Types.ObjectId();
const conversation = newConversation(
  {
    _id: "v",
    workspaceId,
    channelId: "c",
    channelType: "telegram",
    contactId: "p",
    profile: {},
    keys: ["c:1"],
    address: "1",
    contactName: "Ada",
  },
  1,
);

function message(_id: string, delivery: MessageDoc["delivery"]): MessageDoc {
  return {
    _id,
    workspaceId,
    channelId: "c",
    conversationId: "v",
    sequence: 1,
    direction: "outgoing",
    author: { type: "bot" },
    content: { kind: "text", text: "Hello" },
    delivery,
    at: 1,
  };
}

const decided: Partial<Derived> = {
  messages: [message("m1", "queued"), message("m2", "sent")],
  changes: [{ id: "x", messageId: "m0", set: { delivery: "sent" } }],
  consumed: ["e1"],
};

test("nothing is left to derive once all of it is written", () => {
  const before = changedDerived(conversation, decided);
  expect(clearDerived(before.derived)(before).derived).toBe(nothingDerived);
});

test("what was decided while it was written is still to be written", () => {
  const before = changedDerived(conversation, decided);
  const meanwhile = changedDerived(before, {
    messages: [...before.derived.messages, message("m3", "queued")],
    consumed: ["e1", "e2"],
  });
  expect(clearDerived(before.derived)(meanwhile).derived).toEqual({
    ...nothingDerived,
    messages: [message("m3", "queued")].map((it) => expect.objectContaining(it)),
    consumed: ["e2"],
  });
});

test("a message whose outcome was learnt while it was written is written again", () => {
  const before = changedDerived(conversation, decided);
  const meanwhile = changedDerived(before, { messages: [message("m1", "sent")] });
  const { messages } = clearDerived(before.derived)(meanwhile).derived;
  expect(messages.map((it) => [it._id, it.delivery])).toEqual([["m1", "sent"]]);
});

test("a change leaves the conversation it is made to as it was, and can take a field away", () => {
  const owned = changed(conversation, { assigneeId: "a", unread: 3 });
  expect(owned).toEqual({ ...conversation, assigneeId: "a", unread: 3 });
  expect(changed(owned, { assigneeId: undefined }).assigneeId).toBeUndefined();
  expect(owned.assigneeId).toBe("a");
  expect(conversation).toMatchObject({ unread: 0, assigneeId: undefined });
});
