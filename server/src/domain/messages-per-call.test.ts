import { expect, test } from "vitest";
import { sampleConversation } from "../testing/sample-conversation.ts";
import { applyOutcome, markHead } from "./apply-outcome.ts";
import type { ConversationDoc } from "./conversation-doc.ts";
import { enqueue } from "./enqueue.ts";
import type { OutboxEntry } from "./outbox-entry.ts";
import { takenByPerson } from "./taken-by-person.ts";

const now = 1_750_000_000_000;
const moment = { now, chance: 0 };
const replyToken = { value: "r1", until: now + 10_000 };
const quiet = sampleConversation(now);
type MessageEntry = Extract<OutboxEntry, { kind: "message" }>;

function entry(id: string, more: Partial<MessageEntry> = {}): MessageEntry {
  const content = { kind: "text", text: id } as const;
  const common = { state: "queued", attempts: 0, nextAt: 0, author: "bot" } as const;
  return { id, kind: "message", messageId: `m-${id}`, content, ...common, ...more };
}

function written(entries: readonly MessageEntry[], start: ConversationDoc = quiet) {
  return entries.reduce((state, it) => enqueue(state, it, now, 3), start);
}
const ids = ({ outbox }: ConversationDoc) =>
  outbox.map((it) => [
    it.id,
    ...(it.kind === "message" ? (it.more ?? []) : []).map((one) => one.id),
  ]);
const three = written([entry("1"), entry("2"), entry("3")], { ...quiet, replyToken });
const deliveries = ({ pendingWrites }: ConversationDoc) =>
  pendingWrites.changes.map(({ messageId, set }) => [messageId, set.delivery, set.platformId]);

test("puts as many messages into one entry as a call carries", () => {
  expect(ids(written(["1", "2", "3", "4"].map((it) => entry(it))))).toEqual([
    ["1", "2", "3"],
    ["4"],
  ]);
  const alone = enqueue(enqueue(quiet, entry("1"), now), entry("2"), now);
  expect(ids(alone)).toEqual([["1"], ["2"]]);
});

test("spends one reply token on all of them", () => {
  expect(three.outbox).toMatchObject([{ id: "1", replyToken }]);
  expect(three.replyToken).toBeUndefined();
});

test.each([
  { what: "a message whose send was begun", first: { begun: true } },
  { what: "a message that was tried", first: { attempts: 1 } },
  { what: "another author's message", first: { author: "human" } },
  { what: "a campaign's message", first: { campaign: true } },
] as const)("puts nothing together with $what", ({ first }) => {
  expect(ids(written([entry("1", first), entry("2")]))).toEqual([["1"], ["2"]]);
});

test("puts nothing behind a message that quotes another", () => {
  expect(ids(written([entry("1"), entry("2", { replyTo: "p" })]))).toEqual([["1"], ["2"]]);
});

test("never adds to an entry once its send was begun, whatever became of it", () => {
  const reason = { code: "x", message: "x" };
  const begun = markHead(written([entry("1")]), now, true);
  const busy = applyOutcome(begun, "1", { kind: "later", reason, afterMs: 1 }, moment);
  expect(ids(written([entry("2")], begun))).toEqual([["1"], ["2"]]);
  expect(ids(written([entry("2")], busy))).toEqual([["1"], ["2"]]);
});

test("notes of each message that it was sent, with its own id", () => {
  const sent = applyOutcome(
    three,
    "1",
    { kind: "sent", platformId: "a", moreIds: ["b", "c"] },
    moment,
  );
  expect(sent.outbox).toEqual([]);
  expect(deliveries(sent)).toEqual([
    ["m-1", "sent", "a"],
    ["m-2", "sent", "b"],
    ["m-3", "sent", "c"],
  ]);
  const odd = applyOutcome(three, "1", { kind: "sent", platformId: "a", moreIds: ["b"] }, moment);
  expect(deliveries(odd)).toEqual([
    ["m-1", "sent", "a"],
    ["m-2", "sent", undefined],
    ["m-3", "sent", undefined],
  ]);
});

test("sends each alone after a refusal of all, in the same place and never together again", () => {
  const behind = written([entry("4")], markHead(three, now, true));
  const split = applyOutcome(behind, "1", { kind: "split" }, moment);
  expect(ids(split)).toEqual([["1"], ["2"], ["3"], ["4"]]);
  expect(split.outbox[0]).toMatchObject({ replyToken, state: "queued" });
  expect(split.outbox[1]).not.toHaveProperty("replyToken");
  expect(ids(written([entry("5")], { ...split, outbox: split.outbox.slice(0, 3) }))).toEqual([
    ["1"],
    ["2"],
    ["3"],
    ["5"],
  ]);
});

test("shows each message that could not be sent", () => {
  const reason = { code: "x", message: "x" };
  const lost = applyOutcome(three, "1", { kind: "unknown", reason }, moment);
  expect(lost.pendingWrites.deadLetters.map((it) => it._id)).toEqual(["m-1", "m-2", "m-3"]);
  expect(deliveries(lost).map(([, delivery]) => delivery)).toEqual([
    "unknown",
    "unknown",
    "unknown",
  ]);
  const taken = takenByPerson(three, now);
  expect(deliveries(taken).map(([, delivery]) => delivery)).toEqual(["failed", "failed", "failed"]);
});
