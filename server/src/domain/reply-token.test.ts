import { expect, test } from "vitest";
import type { ReplyToken } from "../channels/channel-event.ts";
import { sampleConversation } from "../testing/sample-conversation.ts";
import { applyOutcome, markHead, withUncertainAttempt } from "./apply-outcome.ts";
import type { ConversationDoc } from "./conversation-doc.ts";
import { enqueue } from "./enqueue.ts";
import type { OutboxEntry } from "./outbox-entry.ts";
import { mostAttempts } from "./retry-delay.ts";
import { sendWindow } from "./send-window.ts";

const now = 1_750_000_000_000;
const hour = 3_600_000;
const token: ReplyToken = { value: "c1", until: now + 10_000, opensWindow: true };
const window = { hours: 24, outside: "nothing" } as const;

function entry(id: string): Extract<OutboxEntry, { kind: "message" }> {
  const content = { kind: "text", text: id } as const;
  const common = { state: "queued", attempts: 0, nextAt: 0, author: "bot" } as const;
  return { id, kind: "message", messageId: `m-${id}`, content, ...common };
}

function conversation(replyToken?: ReplyToken): ConversationDoc {
  const fresh = { ...sampleConversation(now), replyToken };
  return enqueue(enqueue(fresh, entry("1"), now), entry("2"), now);
}

const reason = { code: "x", message: "x" };
const moment = { now, chance: 0 };
const busy = { kind: "later", reason, afterMs: undefined } as const;

test("gives the reply token to the first message that is written, and to no other", () => {
  const state = conversation(token);
  expect(state.outbox).toMatchObject([{ id: "1", replyToken: token }, { id: "2" }]);
  expect(state.outbox[1]).not.toHaveProperty("replyToken");
  expect(state.replyToken).toBeUndefined();
  const later = { ...conversation(), replyToken: token };
  const tried = applyOutcome(markHead(later, now, true), "1", busy, moment);
  expect(markHead(tried, now + 60_000, true)).toMatchObject({ replyToken: token });
});

test("gives away no token that has expired", () => {
  const [late] = enqueue(
    { ...conversation(), outbox: [], replyToken: token },
    entry("1"),
    token.until,
  ).outbox;
  expect(late).not.toHaveProperty("replyToken");
});

test("begins a message with a token as the first, never behind others", () => {
  const states = (state: ConversationDoc) =>
    markHead(state, now, true).outbox.map((it) => it.state);
  expect(states(conversation(token))).toEqual(["sending", "sending"]);
  const behind = enqueue({ ...conversation(), replyToken: token }, entry("3"), now);
  expect(states(behind)).toEqual(["sending", "sending", "queued"]);
});

test("drops an unused token that expired before the message is begun", () => {
  const [late] = markHead(conversation(token), token.until, true).outbox;
  expect(late).toMatchObject({ kind: "message", state: "sending", replyToken: undefined });
});

test("keeps the token after a refusal that asks to wait", () => {
  const [first] = applyOutcome(conversation(token), "1", busy, moment).outbox;
  expect(first).toMatchObject({ state: "queued", attempts: 1, replyToken: token });
});

test("sends with the same token, even an expired one, once a message may have arrived", () => {
  const waiting = applyOutcome(conversation(token), "1", { ...busy, uncertain: true }, moment);
  const [first] = markHead(waiting, token.until + 60_000, true).outbox;
  expect(first).toMatchObject({ replyToken: { value: "c1", uncertain: true } });
});

test("sends at once without a token that is spent, in the same place", () => {
  const { outbox } = applyOutcome(conversation(token), "1", { kind: "tokenSpent" }, moment);
  expect(outbox.map((it) => it.id)).toEqual(["1", "2"]);
  expect(outbox[0]).toMatchObject({ state: "queued", attempts: 0, nextAt: now });
  expect(outbox[0]).not.toHaveProperty("replyToken");
});

test("says that it does not know what became of a message that may have arrived", () => {
  const state = conversation(token);
  const outbox = state.outbox.map((it) =>
    it.kind === "message" ? withUncertainAttempt({ ...it, attempts: mostAttempts - 1 }) : it,
  );
  const { pendingWrites } = applyOutcome({ ...state, outbox }, "1", busy, moment);
  expect(pendingWrites.changes).toMatchObject([{ set: { delivery: "unknown" } }]);
});

test("opens the window for as long as a token that says so is valid", () => {
  expect(sendWindow(conversation(), { window }, now)).toEqual({ open: false });
  const open = { open: true, closesAt: token.until };
  expect(sendWindow({ replyToken: token }, { window }, now)).toEqual(open);
  expect(sendWindow({ replyToken: token }, { window }, token.until)).toMatchObject({ open: false });
  const plain = { value: "r", until: now + hour };
  expect(sendWindow({ replyToken: plain }, { window }, now)).toEqual({ open: false });
});
