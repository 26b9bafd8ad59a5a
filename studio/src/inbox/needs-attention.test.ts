import type { Conversation } from "@chatloom/api-schema";
import { expect, test } from "vitest";
import { needsAttention } from "./needs-attention.ts";

const me = "a".repeat(24);
const waiting: Conversation = {
  id: "1".repeat(24),
  contact: { id: "2".repeat(24), name: "Kim" },
  channel: { id: "3".repeat(24), type: "web", name: "Website" },
  handler: "waiting",
  waitingSince: "2026-01-01T00:00:00.000Z",
  resolved: false,
  reachable: true,
  unread: 1,
  window: { open: true },
  last: { text: "Hi", direction: "incoming", at: "2026-01-01T00:00:00.000Z" },
  version: 1,
  updatedAt: "2026-01-01T00:00:00.000Z",
};
const mine: Conversation = { ...waiting, handler: "human", assignee: { id: me, name: "Me" } };

test("somebody who begins to wait is signalled once", () => {
  const signalled = new Map<string, string>();
  expect(needsAttention(waiting, me, signalled)).toBe(true);
  expect(needsAttention({ ...waiting, version: 2, unread: 2 }, me, signalled)).toBe(false);
  const again = { ...waiting, waitingSince: "2026-01-01T00:05:00.000Z" };
  expect(needsAttention(again, me, signalled)).toBe(true);
});

test("each message to the member who answers is signalled, and no one else's", () => {
  const signalled = new Map<string, string>();
  expect(needsAttention(mine, me, signalled)).toBe(true);
  const next = { ...mine, last: { text: "?", direction: "incoming", at: "2026-01-01T00:01:00Z" } };
  expect(needsAttention(next, me, signalled)).toBe(true);
  expect(needsAttention(mine, "b".repeat(24), new Map())).toBe(false);
  expect(needsAttention({ ...mine, unread: 0 }, me, new Map())).toBe(false);
  const answered = { ...mine, last: { text: "Yes", direction: "outgoing", at: "2026-01-01" } };
  expect(needsAttention(answered, me, new Map())).toBe(false);
  expect(needsAttention({ ...mine, handler: "bot" }, me, new Map())).toBe(false);
});
