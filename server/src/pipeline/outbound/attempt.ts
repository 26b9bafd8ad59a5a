import type { Outcome } from "../../domain/outcome.ts";

/** Gives what a channel makes of a message; a message that it can make nothing of has failed. */
export function attempt<T>(
  make: () => T,
): { readonly made: T } | Extract<Outcome, { kind: "failed" }> {
  try {
    return { made: make() };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const reason = { code: "message.not-composable", message };
    return { kind: "failed", failure: "content", reason };
  }
}
