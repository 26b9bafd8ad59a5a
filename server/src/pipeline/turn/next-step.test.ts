import mongoose from "mongoose";
import { expect, test } from "vitest";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import { changed, withPendingWrites } from "../../domain/conversation-shape.ts";
import { newConversation } from "../../domain/new-conversation.ts";
import type { OutboxEntry } from "../../domain/outbox-entry.ts";
import { nextStep, type Step, type WorkView } from "./next-step.ts";

const now = 1_000_000;
const partners = {
  _id: "v",
  workspaceId: new mongoose.Types.ObjectId(),
  channelId: "c",
  channelType: "telegram",
  contactId: "p",
  profile: {},
  keys: ["c:1"],
  address: "1",
  contactName: "Ada",
};
const idle = newConversation(partners, 1);
const entry = (nextAt: number): OutboxEntry => ({
  id: "x",
  kind: "message",
  state: "queued",
  attempts: 0,
  nextAt,
  messageId: "m",
  author: "bot",
  content: { kind: "text", text: "Hello" },
});
const sendingAt = (nextAt: number): ConversationDoc =>
  changed(idle, { outbox: [entry(nextAt)], wakeAt: nextAt });
const forwardingAt = (nextAt: number, more: Partial<ConversationDoc> = {}): ConversationDoc =>
  changed(idle, {
    forwards: [{ id: "f", deskId: "d", kind: "close", state: "queued", attempts: 0, nextAt }],
    wakeAt: nextAt,
    ...more,
  });
const pending = withPendingWrites(idle, { consumed: ["e"] });
const timer = changed(idle, {
  timers: [{ id: "t", at: now - 1, purpose: "wait" }],
  wakeAt: now - 1,
});
const noCalls = { toStart: false, underWay: false, answered: false };
const view: WorkView = {
  state: idle,
  now,
  adopted: true,
  outdated: false,
  moreInput: false,
  paused: false,
  fallbackSought: false,
  calls: noCalls,
  send: "none",
  forward: "none",
  forwardGranted: false,
  granted: false,
  flushOverdue: false,
  shared: false,
  phase: "running",
  leaseTimeLeft: 0,
  dirty: false,
};

test.each<[string, Partial<WorkView>, Step]>([
  ["another runner's sends come first", { adopted: false, moreInput: true }, { do: "adopt" }],
  ["a newer version is read", { outdated: true, moreInput: true }, { do: "refresh" }],
  ["an answer is noted", { send: "answered", moreInput: true }, { do: "settle" }],
  ["events are processed", { moreInput: true, state: sendingAt(0) }, { do: "receive" }],
  ["answers of calls too", { calls: { ...noCalls, answered: true } }, { do: "receive" }],
  ["timers that are due too", { state: timer }, { do: "receive" }],
  ["calls begin before sends", { calls: { ...noCalls, toStart: true } }, { do: "call" }],
  ["a send that is due begins", { state: sendingAt(now) }, { do: "send" }],
  [
    "a send that got its turn begins",
    { state: sendingAt(now + 60_000), granted: true },
    { do: "send" },
  ],
  ["an entry for a helpdesk that is due begins", { state: forwardingAt(now) }, { do: "forward" }],
  [
    "it does not wait for a send",
    { state: forwardingAt(now, { outbox: [entry(now)] }), send: "underWay" },
    { do: "forward" },
  ],
  [
    "a send does not wait for it",
    { state: forwardingAt(now, { outbox: [entry(now)] }), forward: "underWay" },
    { do: "send" },
  ],
  [
    "a helpdesk's answer is noted",
    { forward: "answered", moreInput: true },
    { do: "settleForward" },
  ],
  [
    "nothing is forwarded for a paused channel",
    { state: forwardingAt(now), paused: true },
    { do: "release" },
  ],
  ["one send at a time", { state: sendingAt(now), send: "underWay" }, { do: "wait", ms: 4_000 }],
  [
    "pending writes wait for sends",
    { state: withPendingWrites(sendingAt(now), { consumed: ["e"] }) },
    { do: "send" },
  ],
  [
    "but not for long",
    { state: withPendingWrites(sendingAt(now), { consumed: ["e"] }), flushOverdue: true },
    { do: "flush" },
  ],
  ["pending writes are carried out", { state: pending }, { do: "flush" }],
  [
    "a short wait keeps the lease",
    { state: sendingAt(now + 2_000), leaseTimeLeft: 9_000 },
    { do: "wait", ms: 2_000 },
  ],
  [
    "a long one does not",
    { state: sendingAt(now + 60_000), leaseTimeLeft: 9_000 },
    { do: "release" },
  ],
  ["what is not stored is written", { dirty: true }, { do: "release" }],
  ["a wrong time to wake is corrected", { state: changed(idle, { wakeAt: 5 }) }, { do: "release" }],
  ["nothing is left", {}, { do: "rest" }],
  [
    "company is looked for",
    { calls: { ...noCalls, underWay: true }, shared: true },
    { do: "wait", ms: 500 },
  ],
  ["a paused channel takes no turns", { paused: true, moreInput: true }, { do: "rest" }],
  [
    "a paused channel sends nothing",
    { paused: true, fallbackSought: true, state: sendingAt(now), leaseTimeLeft: 9_000 },
    { do: "release" },
  ],
  [
    "another channel is looked for that sends instead",
    { paused: true, state: sendingAt(now) },
    { do: "leavePaused" },
  ],
  ["what a paused channel answered is noted", { paused: true, send: "answered" }, { do: "settle" }],
  [
    "a closing server awaits answers",
    { phase: "closing", calls: { ...noCalls, underWay: true } },
    { do: "wait", ms: 150 },
  ],
  [
    "and nothing else",
    { phase: "closing", state: sendingAt(now + 2_000), leaseTimeLeft: 1 },
    { do: "release" },
  ],
  [
    "a leaving server not even those",
    { phase: "leaving", calls: { ...noCalls, underWay: true }, leaseTimeLeft: 1 },
    { do: "release" },
  ],
])("%s", (_name, given, step) => {
  expect(nextStep({ ...view, ...given })).toEqual(step);
});
