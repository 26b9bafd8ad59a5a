import { expect, test } from "vitest";
import type { ReplyToken } from "../channels/channel-event.ts";
import { applyOutcome, markHead } from "./apply-outcome.ts";
import type { ConversationDoc } from "./conversation-doc.ts";
import { newConversation } from "./new-conversation.ts";
import type { OutboxEntry } from "./outbox-entry.ts";
import { sendWindow } from "./send-window.ts";

const now = 1_750_000_000_000;
const hour = 3_600_000;
const token: ReplyToken = { value: "c1", until: now + 10_000, opensWindow: true };
const window = { hours: 24, outside: "nothing" } as const;

function entry(id: string): OutboxEntry {
  const content = { kind: "text", text: id } as const;
  const common = { state: "queued", attempts: 0, nextAt: 0, author: "bot" } as const;
  return { id, kind: "message", messageId: `m-${id}`, content, ...common };
}

function conversation(replyToken?: ReplyToken): ConversationDoc {
  const partners = {
    _id: "a".repeat(24),
    workspaceId: "b".repeat(24) as never,
    channelId: "c",
    channelType: "any",
    contactId: "d".repeat(24),
    profile: {},
    keys: ["c:1"],
    address: "1",
    contactName: "Ana",
  };
  return { ...newConversation(partners, now), outbox: [entry("1"), entry("2")], replyToken };
}

test("gives the reply token to one message only, whatever becomes of it", () => {
  const begun = markHead(conversation(token), now, false);
  expect(begun.replyToken).toBeUndefined();
  expect(begun.outbox).toMatchObject([
    { id: "1", state: "sending", replyToken: token },
    { id: "2" },
  ]);
  const reason = { code: "x", message: "x" };
  const moment = { now, chance: 0 };
  const busy = applyOutcome(begun, "1", { kind: "later", reason, afterMs: undefined }, moment);
  const again = markHead(busy, now + 60_000, false);
  expect(again.outbox[0]).toMatchObject({ replyToken: token });
  const sent = applyOutcome(begun, "1", { kind: "sent", platformId: "p" }, moment);
  const [next] = markHead(sent, now, false).outbox;
  expect(next).toMatchObject({ id: "2", state: "sending" });
  expect(next).not.toHaveProperty("replyToken");
});

test("marks several at once where repeating is harmless, and only the first gets the token", () => {
  const { outbox } = markHead(conversation(token), now, true);
  expect(outbox.map((it) => "replyToken" in it)).toEqual([true, false]);
});

test("keeps a newer token while the first message's own is still valid", () => {
  const begun = markHead(conversation(token), now, false);
  const reason = { code: "x", message: "x" };
  const outcome = { kind: "later", reason, afterMs: 1 } as const;
  const busy = applyOutcome(begun, "1", outcome, { now, chance: 0 });
  const newer = { value: "c2", until: now + hour };
  const early = markHead({ ...busy, replyToken: newer }, now + 9_999, false);
  expect([early.outbox[0], early.replyToken]).toMatchObject([{ replyToken: token }, newer]);
  const late = markHead({ ...busy, replyToken: newer }, now + 10_000, false);
  expect([late.outbox[0], late.replyToken]).toMatchObject([{ replyToken: newer }, undefined]);
});

test("opens the window for as long as a token that says so is valid", () => {
  expect(sendWindow(conversation(), { window }, now)).toEqual({ open: false });
  const open = { open: true, closesAt: token.until };
  expect(sendWindow(conversation(token), { window }, now)).toEqual(open);
  expect(sendWindow(conversation(token), { window }, token.until)).toMatchObject({ open: false });
  const plain = { value: "r", until: now + hour };
  expect(sendWindow(conversation(plain), { window }, now)).toEqual({ open: false });
});
