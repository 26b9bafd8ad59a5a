import { behaviourOf } from "./nodes/behaviour-of.ts";
import { type RunState, type TurnState, topFrame } from "./turn-state.ts";
import { nodeAt } from "./walk.ts";

/** Tells whether the step that the run waits at takes an event of this name. */
export function takesEvent(state: TurnState, run: RunState, event: string): boolean {
  const node = run.waiting?.for === "contact" ? nodeAt(state, topFrame(run)) : undefined;
  return node !== undefined && behaviourOf(node).takesEvent?.(node.data, event) === true;
}

/** Tells whether the step that the run waits at ignores answers from before it asked. */
export function ignoresEarlier(state: TurnState, run: RunState): boolean {
  const node = nodeAt(state, topFrame(run));
  return node !== undefined && behaviourOf(node).ignoresEarlier?.(node.data) === true;
}
