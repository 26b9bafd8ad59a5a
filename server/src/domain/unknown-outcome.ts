import type { HandoffOutcome } from "@chatloom/runtime";
import { Invalid } from "../context/errors.ts";

/** The step that handed the conversation over has no such outcome. */
export class UnknownOutcome extends Invalid {
  constructor(known: readonly HandoffOutcome[]) {
    const expected = known.map((it) => it.id).join(", ");
    const message =
      expected === "" ? "must be absent: the step lists none" : `must be one of ${expected}`;
    super("outcome.unknown", `The outcome ${message}`, [{ at: "/outcome", message }]);
  }
}
