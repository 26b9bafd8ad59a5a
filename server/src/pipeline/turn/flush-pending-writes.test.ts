import mongoose from "mongoose";
import { expect, test } from "vitest";
import { noPendingWrites, type PendingWrites } from "../../domain/conversation-doc.ts";
import { changed, withPendingWrites } from "../../domain/conversation-shape.ts";
import type { MessageDoc } from "../../domain/message-doc.ts";
import { newConversation } from "../../domain/new-conversation.ts";
import { withoutFlushed } from "./flush-pending-writes.ts";

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

const decided: Partial<PendingWrites> = {
  messages: [message("m1", "queued"), message("m2", "sent")],
  changes: [{ id: "x", messageId: "m0", set: { delivery: "sent" } }],
  consumed: ["e1"],
};

test("nothing is pending once all of it is written", () => {
  const before = withPendingWrites(conversation, decided);
  expect(withoutFlushed(before.pendingWrites)(before).pendingWrites).toBe(noPendingWrites);
});

test("what was decided while it was written is still to be written", () => {
  const before = withPendingWrites(conversation, decided);
  const meanwhile = withPendingWrites(before, {
    messages: [...before.pendingWrites.messages, message("m3", "queued")],
    consumed: ["e1", "e2"],
  });
  expect(withoutFlushed(before.pendingWrites)(meanwhile).pendingWrites).toEqual({
    ...noPendingWrites,
    messages: [message("m3", "queued")].map((it) => expect.objectContaining(it)),
    consumed: ["e2"],
  });
});

test("a message whose outcome was learnt while it was written is written again", () => {
  const before = withPendingWrites(conversation, decided);
  const meanwhile = withPendingWrites(before, { messages: [message("m1", "sent")] });
  const { messages } = withoutFlushed(before.pendingWrites)(meanwhile).pendingWrites;
  expect(messages.map((it) => [it._id, it.delivery])).toEqual([["m1", "sent"]]);
});

test("a change leaves the conversation it is made to as it was, and can take a field away", () => {
  const owned = changed(conversation, { assigneeId: "a", unread: 3 });
  expect(owned).toEqual({ ...conversation, assigneeId: "a", unread: 3 });
  expect(changed(owned, { assigneeId: undefined }).assigneeId).toBeUndefined();
  expect(owned.assigneeId).toBe("a");
  expect(conversation).toMatchObject({ unread: 0, assigneeId: undefined });
});
