import type { Decision } from "./behaviour.ts";
import type { Input } from "./input.ts";

/** Decides for a node that waits for an effect, on any input but the answer: a failed effect fails the step, others are declined. */
export function withoutAnswer(input: Exclude<Input, { type: "effectAnswered" }>): Decision {
  if (input.type !== "effectFailed") {
    return { then: { do: "decline" } };
  }
  const { code, message, ...details } = input.error;
  return { then: { do: "fail", code, message, details } };
}
