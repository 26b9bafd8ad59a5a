import type { Conversation } from "@chatloom/api-schema";
import { expect, test } from "vitest";
import { type ConversationFilter, conversationRules } from "./conversation-rules.ts";

const me = "a".repeat(24);
const other = "b".repeat(24);
const base: Conversation = {
  id: "1".repeat(24),
  contact: { id: "2".repeat(24), name: "Kim" },
  channel: { id: "3".repeat(24), type: "web", name: "Website" },
  handler: "waiting",
  resolved: false,
  reachable: true,
  unread: 1,
  window: { open: true },
  last: { text: "Hi", direction: "incoming", at: "2026-01-01T00:00:00.000Z" },
  version: 1,
  updatedAt: "2026-01-01T00:00:00.000Z",
};
const belongs = (filter: ConversationFilter, change: Partial<Conversation>, listed = false) =>
  conversationRules(filter, me).belongs({ ...base, ...change }, listed);

const labelled: Partial<Conversation> = { labelIds: [me, other] };
const mentions = (memberId: string): Partial<Conversation> => ({
  mentions: [{ memberId, seen: true }],
});

test.each([
  [{ view: "mine" }, { handler: "human", assignee: { id: me, name: "Me" } }, true],
  [{ view: "mine" }, { handler: "human", assignee: { id: other, name: "Anna" } }, false],
  [{ view: "unassigned" }, {}, true],
  [{ view: "unassigned" }, { handler: "bot" }, false],
  [{ view: "unassigned" }, { assignee: { id: me, name: "Me" } }, false],
  [{ view: "waiting" }, { handler: "human" }, false],
  [{ view: "all" }, { handler: "bot" }, true],
  [{ view: "all" }, { resolved: true }, false],
  [{ resolved: true }, { resolved: true }, true],
  [{ channelId: other }, {}, false],
  [{ search: "kim" }, {}, false],
  [{ snoozed: false }, { snoozedUntil: "2026-01-02T00:00:00.000Z" }, false],
  [{ snoozed: true }, { snoozedUntil: "2026-01-02T00:00:00.000Z" }, true],
  [{ snoozed: true }, {}, false],
  [{ priority: "normal" }, {}, true],
  [{ priority: "urgent" }, { priority: "high" }, false],
  [{ labelId: other }, labelled, true],
  [{ labelId: other }, {}, false],
  [{ assigneeId: other }, { assignee: { id: other, name: "Anna" } }, true],
  [{ mentioned: true }, mentions(me), true],
  [{ mentioned: true }, mentions(other), false],
  [{ unread: true }, { handler: "bot" }, false],
  [{ unread: true }, { unread: 0 }, false],
  [{ waitingMinutes: 5 }, { waitingSince: "2026-01-01T00:00:00.000Z" }, true],
  [{ waitingMinutes: 5 }, { waitingSince: "2999-01-01T00:00:00.000Z" }, false],
  [{ sla: "late" }, { late: true }, true],
  [{ sla: "late" }, { dueAt: "2026-01-01T00:00:00.000Z" }, false],
  [{ sla: "soon" }, { dueAt: "2026-01-01T00:00:00.000Z" }, true],
  [{ sla: "soon" }, { dueAt: "2999-01-01T00:00:00.000Z" }, false],
  [{ sla: "soon" }, {}, false],
] as const)("%o lists %o: %s", (filter, change, expected) => {
  expect(belongs(filter, change)).toBe(expected);
});

test("what a search has found stays while it fits the other filters", () => {
  expect(belongs({ search: "kim" }, {}, true)).toBe(true);
  expect(belongs({ search: "kim" }, { resolved: true }, true)).toBe(false);
});

test("a conversation in which nothing was said yet is not listed", () => {
  const { last: _, ...silent } = base;
  expect(conversationRules({}, me).belongs(silent, false)).toBe(false);
});
