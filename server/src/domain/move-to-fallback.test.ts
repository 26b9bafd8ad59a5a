import mongoose from "mongoose";
import { expect, test } from "vitest";
import { changed } from "./conversation-shape.ts";
import type { MessageDoc } from "./message-doc.ts";
import { heldBack, mayFallBack, relayUndelivered } from "./move-to-fallback.ts";
import { newConversation } from "./new-conversation.ts";
import type { OutboxEntry } from "./outbox-entry.ts";
import type { Outcome } from "./outcome.ts";

const workspaceId = new mongoose.Types.ObjectId();
const conversation = newConversation(
  {
    _id: "v",
    workspaceId,
    channelId: "c",
    channelType: "whatsapp",
    contactId: "p",
    profile: {},
    keys: ["c:1"],
    address: "1",
    contactName: "Ada",
  },
  1,
);
const entry = {
  id: "x",
  kind: "message",
  state: "queued",
  attempts: 0,
  nextAt: 0,
  messageId: "m",
  author: "bot",
  content: { kind: "text", text: "Hello" },
} as const satisfies OutboxEntry;
const reason = { code: "platform.131026", message: "Message undeliverable" };
const place = { conversationId: "w", channelName: "Zalo" };
const failed: Outcome = { kind: "failed", failure: "unreachable", reason };
const away: Outcome = { kind: "later", reason, afterMs: undefined };

test.each<[string, Partial<typeof entry> & object, Outcome, boolean]>([
  ["a refusal", {}, failed, true],
  ["a refusal of the content", {}, { ...failed, failure: "content" }, false],
  [
    "a refusal after an attempt that may have arrived",
    { uncertain: true } as object,
    failed,
    false,
  ],
  ["a refusal by the fallback", { relayed: true } as object, failed, false],
  ["the first attempts at a platform that is away", { attempts: 4 } as object, away, false],
  ["a platform that is away for a minute", { attempts: 5 } as object, away, true],
  ["an answer that was lost", { attempts: 5 } as object, { ...away, uncertain: true }, false],
  ["a message that was sent", {}, { kind: "sent", platformId: "1" }, false],
])("after %s", (_name, more, outcome, expected) => {
  expect(mayFallBack({ ...entry, ...more }, outcome)).toBe(expected);
});

test("holds back what may move, up to the first that may not", () => {
  const outbox: OutboxEntry[] = [
    { id: "t", kind: "typing", state: "queued", attempts: 0, nextAt: 0, seconds: 1 },
    entry,
    { ...entry, id: "y", state: "sending" },
    { ...entry, id: "z" },
  ];
  expect(heldBack(changed(conversation, { outbox })).map((it) => it.id)).toEqual(["x"]);
});

test("relays an undelivered message once, however often its failure is reported", () => {
  const message: MessageDoc = {
    _id: "m",
    workspaceId,
    channelId: "c",
    conversationId: "v",
    sequence: 1,
    direction: "outgoing",
    author: { type: "bot" },
    content: { kind: "text", text: "Hello" },
    platformId: "wamid.1",
    delivery: "sent",
    marketing: true,
    at: 1,
  };
  const once = relayUndelivered(conversation, message, reason, place);
  expect(relayUndelivered(once, message, reason, place)).toBe(once);
  expect(once.pendingWrites).toMatchObject({
    changes: [{ messageId: "m", set: { delivery: "failed" } }],
    sideEffects: [{ id: "wamid.1:relay", toConversationId: "w", marketing: true }],
  });
});
