import { describe, expect, test } from "vitest";
import type { Desk, ForwardRequest } from "../../server/src/desks/desk.ts";
import { deskOf, desks } from "../../server/src/desks/index.ts";
import { applyCaseOutcome } from "../../server/src/domain/apply-case-outcome.ts";
import type { ConversationDoc } from "../../server/src/domain/conversation-doc.ts";
import { caseEntry } from "../../server/src/domain/desk-case.ts";
import type { CallResult } from "../../server/src/pipeline/outbound/call-result.ts";
import { runAction } from "../../server/src/pipeline/outbound/run-action.ts";
import { createSendPace } from "../../server/src/pipeline/outbound/send-pace.ts";
import { sampleConversation } from "../../server/src/testing/sample-conversation.ts";
import { sampleDeskSettings } from "../contract/desk-samples.ts";

const types = Object.keys(desks) as (keyof typeof desks)[];
const status = (code: number, headers = {}): CallResult => ({
  reply: { status: code, headers, body: {} },
});
const busy: readonly (readonly [string, CallResult])[] = [
  ["429", status(429)],
  ["500", status(500)],
  ["502", status(502)],
  ["503", status(503)],
  ["504", status(504)],
  ["no connection", { notSent: "refused" }],
  ["a lost answer", { lost: "reset" }],
];
const final = [400, 401, 403, 404] as const;
const request: ForwardRequest = {
  id: "entry",
  conversationId: "65a1b2c3d4e5f60718293a4b",
  again: false,
  at: 0,
  case: { id: "42", memory: { contact: "7", requester: "7" } },
  author: "contact",
  authorName: "Ann",
  text: "Hello",
};

describe.each(types)("%s", (type) => {
  const desk = deskOf(type) as Desk;
  const settings = sampleDeskSettings[type];

  /** Answers every attempt alike; gives the pauses in seconds between the attempts, and how it ended. */
  async function attempts(answer: CallResult) {
    let now = 1_750_000_000_000;
    let calls = 0;
    const client = {
      call: () => {
        calls += 1;
        return Promise.resolve(answer);
      },
    };
    const entry = caseEntry({ id: "entry", deskId: "d", kind: "message", messageId: "m" });
    let conversation: ConversationDoc = { ...sampleConversation(now), forwards: [entry] };
    const pauses: number[] = [];
    for (;;) {
      const account = { channel: desk, settings };
      const result = await runAction(client, {} as never, account, desk.forward, request, now);
      if ("done" in result) {
        throw new Error("No attempt can succeed");
      }
      conversation = applyCaseOutcome(conversation, "entry", result, { now, chance: 0 });
      const [waiting] = conversation.forwards ?? [];
      if (!waiting) {
        const failure = result.kind === "failed" ? result.failure : "busy";
        const { code } = result.reason;
        return { pauses, calls, failure, code, alerts: conversation.pendingWrites.sideEffects };
      }
      pauses.push((waiting.nextAt - now) / 1_000);
      now = waiting.nextAt;
    }
  }

  test.each(busy)(
    "is asked again after %s: 1 s doubling to 30 s, then minutes",
    async (_, answer) => {
      const { pauses, calls, failure, alerts } = await attempts(answer);
      expect(pauses).toEqual([1, 2, 4, 8, 16, 30, 60, 120, 300, 600, 900]);
      expect([calls, failure, alerts.length]).toEqual([12, "busy", 1]);
    },
  );

  test.each(final)("is not asked again after %i", async (code) => {
    const { calls, pauses, failure } = await attempts(status(code));
    expect([calls, pauses]).toEqual([1, []]);
    expect(failure).toBe(code === 401 || code === 403 ? "auth" : "content");
  });

  test("waits as long as the helpdesk asks", async () => {
    const { pauses } = await attempts(status(429, { "retry-after": "45" }));
    expect(pauses.slice(0, 3)).toEqual([45, 45, 45]);
  });

  test("gets no more calls of an account than its rate allows", () => {
    let now = 1_750_000_000_000;
    const pace = createSendPace(
      () => now,
      () => 1,
    );
    const { rate } = desk.abilities;
    const ask = (channelId: string, id: string) =>
      pace.request(
        { channelId, address: id },
        { id, order: id, campaign: false, wake: () => undefined },
        rate,
      ).waitMs;
    now += 60_000;
    const begun = Array.from({ length: rate.burst + 5 }, (_, index) => ask("one", `a${index}`));
    // Half of the burst is kept back, because the helpdesk counts arrivals.
    expect(begun.filter((it) => it === 0)).toHaveLength(Math.floor(rate.burst / 2));
    // Another account has a rate of its own.
    expect(ask("other", "b")).toBe(0);
    pace.close();
  });
});
