import type { Context } from "../context.ts";
import type { Effect } from "../effect.ts";
import type { Input } from "../input.ts";
import type { PathStep } from "../turn.ts";

/** A stored turn with all that the engine met and did. */
export interface RecordedTurn {
  readonly input: Input;
  readonly context: Context;
  readonly path: readonly PathStep[];
  readonly effects: readonly Effect[];
}
