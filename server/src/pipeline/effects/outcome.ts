import type { EffectError, JsonValue } from "@chatloom/runtime";

/** The result of an effect that answers: the answer, or the reason why there is none. */
export type Outcome = { readonly answer: JsonValue } | { readonly error: EffectError };

/** An effect that could not be done; `code` is stable. */
export function failed(
  code: string,
  message: string,
  details: Pick<EffectError, "status" | "body"> = {},
): { readonly error: EffectError } {
  return { error: { code, message, ...details } };
}
