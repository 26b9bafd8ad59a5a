import type { Visit } from "./behaviour.ts";
import type { Context } from "./context.ts";

/** The values that a condition reads: a node's view of the turn, or a contact alone. */
export interface ConditionWorld
  extends Pick<Visit, "evaluate" | "lookUp" | "notation" | "matches"> {
  readonly context: Pick<Context, "now" | "contact" | "segments">;
  /** How many segments deep the condition is. */
  readonly depth?: number;
}
