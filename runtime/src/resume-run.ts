import { applyDecision } from "./apply-decision.ts";
import type { Input } from "./input.ts";
import { behaviourOf } from "./nodes/behaviour-of.ts";
import { stopWaiting } from "./run-life.ts";
import { type TurnState, topFrame } from "./turn-state.ts";
import { NodeVisit } from "./visit.ts";
import { decide, nodeAt, walk } from "./walk.ts";

/** Gives an input to the node that the run waits at; false if the node declines it, and nothing changes. */
export function resume(state: TurnState, input: Input): boolean {
  const { run } = state;
  const frame = run && topFrame(run);
  const node = frame && nodeAt(state, frame);
  if (!run || !frame || !node) {
    return false;
  }
  const visit = new NodeVisit(state, frame, node);
  const memory = frame.memory[node.id] ?? null;
  const decision = decide(
    () => behaviourOf(node).resume?.(visit, input, memory) ?? { then: { do: "decline" } },
  );
  if (decision.then.do === "decline") {
    return false;
  }
  state.handled = true;
  if (run.waiting?.for === "callback") {
    run.callbacks.count++;
  }
  stopWaiting(state, run, input.type === "timerFired" ? input.timerId : undefined);
  applyDecision(state, run, node, decision);
  walk(state);
  return true;
}
