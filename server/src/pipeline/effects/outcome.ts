import type { EffectError, JsonValue } from "@chatloom/runtime";

/** What came of an effect that answers: the answer, or why there is none. */
export type Outcome = { readonly answer: JsonValue } | { readonly error: EffectError };

/** An effect that could not be done; `code` is stable. */
export function failed(
  code: string,
  message: string,
  details: Pick<EffectError, "status" | "body"> = {},
): Outcome {
  return { error: { code, message, ...details } };
}
