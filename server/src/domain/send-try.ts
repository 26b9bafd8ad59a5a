import type { Reason } from "@chatloom/api-schema";
import { maskPersonal } from "./mask-personal.ts";
import type { Outcome } from "./outcome.ts";

/** One attempt to send a message. */
export interface SendTry {
  /** When its result was known, epoch milliseconds. */
  readonly at: number;
  readonly result: Outcome["kind"];
  /** The answer of the platform, without addresses and numbers of people; absent for `sent`. */
  readonly reason?: Reason | undefined;
}

/** How many attempts a message keeps: the first one, and the newest. */
export const mostTries = 12;
const mostCharacters = 300;

/** Adds an attempt to those before. Nothing else is dropped than what lies between the first and the newest. */
export function withTry(
  before: readonly SendTry[] | undefined,
  outcome: Outcome,
  at: number,
): readonly SendTry[] {
  const reason = "reason" in outcome ? outcome.reason : undefined;
  const made: SendTry = {
    at,
    result: outcome.kind,
    reason: reason && {
      ...reason,
      message: maskPersonal(reason.message).slice(0, mostCharacters),
    },
  };
  const tries = [...(before ?? []), made];
  return tries.length > mostTries ? [...tries.slice(0, 1), ...tries.slice(1 - mostTries)] : tries;
}
