import type { EffectError, JsonValue } from "@chatloom/runtime";

/** The result of an effect that answers: the answer, or the reason why there is none. */
export type Outcome = { readonly answer: JsonValue } | Failure;

/** The reason why there is no answer. */
export interface Failure {
  readonly error: EffectError;
}

/** An effect that could not be done; `code` is stable. */
export function failed(
  code: string,
  message: string,
  details: Pick<EffectError, "status" | "body"> = {},
): Failure {
  return { error: { code, message, ...details } };
}
