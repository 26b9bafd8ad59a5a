import type { Input } from "./input.ts";
import { messageView } from "./message-view.ts";
import { behaviourOf } from "./nodes/behaviour-of.ts";
import { resume } from "./resume-run.ts";
import { emit, type RunState, type TurnState, topFrame } from "./turn-state.ts";
import { nodeAt } from "./walk.ts";

/** Gives an input to a step whose effect is running and cancels the effect. Returns false if the step does not take the input at once. */
export function interruptEffect(
  state: TurnState,
  run: RunState,
  effectId: string,
  input: Input,
): boolean {
  const frame = topFrame(run);
  const node = nodeAt(state, frame);
  const memory = (node && frame.memory[node.id]) ?? null;
  // Inputs that wait in the queue come first.
  if (!node || state.queue.length > 0 || !behaviourOf(node).interrupts?.(input, memory)) {
    return false;
  }
  state.message = messageView(input, state.context.publicUrl) ?? state.message;
  if (!resume(state, input)) {
    return false;
  }
  emit(state, { type: "cancelCall", effectId }, frame.program.flowId, node.id);
  return true;
}
