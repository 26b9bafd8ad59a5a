import { expect, test } from "vitest";
import type { SendFailure } from "../../channels/channel.ts";
import { outcomeWithToken } from "./outcome-with-token.ts";

const failure = (kind: SendFailure["kind"]) => ({ kind, code: "1", message: "no" });
const reason = { code: "1", message: "no" };
/** Members learn why it is not known, not only what the platform said last. */
const lost = { code: "answer.lost", message: expect.stringMatching(/earlier attempt.*\(no\)/) };

test.each([
  { kind: "busy", status: 429, uncertain: false, outcome: { kind: "later" } },
  { kind: "busy", status: 500, uncertain: false, outcome: { kind: "later", uncertain: true } },
  { kind: "token", status: 400, uncertain: false, outcome: { kind: "tokenSpent" } },
  { kind: "token", status: 400, uncertain: true, outcome: { kind: "unknown", reason: lost } },
  { kind: "content", status: 400, uncertain: false, outcome: { kind: "failed", reason } },
  { kind: "content", status: 400, uncertain: true, outcome: { kind: "unknown", reason: lost } },
  { kind: "unknown", status: 200, uncertain: false, outcome: { kind: "unknown", reason } },
] as const)("makes $kind ($status) of a token (uncertain: $uncertain) $outcome.kind", (it) => {
  const { kind, status, uncertain, outcome } = it;
  const token = uncertain ? ({ uncertain } as const) : {};
  expect(outcomeWithToken(failure(kind), status, token)).toMatchObject(outcome);
});
