import { expect, test } from "vitest";
import { sampleConversation } from "../testing/sample-conversation.ts";
import { applyOutcome } from "./apply-outcome.ts";
import { enqueue } from "./enqueue.ts";
import type { Outcome } from "./outcome.ts";
import { mostTries, type SendTry, withTry } from "./send-try.ts";

const now = 1_750_000_000_000;
const busy: Outcome = {
  kind: "later",
  reason: { code: "busy", message: "Too many messages to +84 912 345 678" },
  afterMs: undefined,
};

test("a message keeps what the platform answered to each try, and is written once", () => {
  const entry = {
    id: "1",
    kind: "message",
    messageId: "m1",
    content: { kind: "text", text: "Hi" },
    state: "queued",
    attempts: 0,
    nextAt: 0,
    author: "bot",
  } as const;
  const queued = enqueue(sampleConversation(now), entry, now);
  const waiting = applyOutcome(queued, "1", busy, { now, chance: 0 });
  expect(waiting.pendingWrites.changes).toEqual([]);
  const sent: Outcome = { kind: "sent", platformId: "p1" };
  const { pendingWrites } = applyOutcome(waiting, "1", sent, { now: now + 5_000, chance: 0 });
  expect(pendingWrites.changes).toHaveLength(1);
  expect(pendingWrites.changes[0]?.set).toMatchObject({
    delivery: "sent",
    tries: [
      { at: now, result: "later", reason: { message: "Too many messages to [phone]" } },
      { at: now + 5_000, result: "sent" },
    ],
  });
});

test("many tries keep the first and the newest", () => {
  let tries: readonly SendTry[] = [];
  for (let index = 0; index < 40; index++) {
    tries = withTry(tries, busy, index);
  }
  expect(tries).toHaveLength(mostTries);
  expect([tries[0]?.at, tries.at(-1)?.at]).toEqual([0, 39]);
});
