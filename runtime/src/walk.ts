import type { FlowNode } from "@chatloom/flows-schema";
import { applyDecision } from "./apply-decision.ts";
import type { Decision } from "./behaviour.ts";
import { TextNotRenderable } from "./compile-text.ts";
import { fail } from "./leave.ts";
import { mostSteps, stepsPerRound } from "./limits.ts";
import { behaviourOf } from "./nodes/behaviour-of.ts";
import { endRun } from "./run-life.ts";
import { VariableNotWritable } from "./set-variables.ts";
import { translationFor } from "./translate-flow.ts";
import { type FrameState, type TurnState, topFrame } from "./turn-state.ts";
import { NodeVisit } from "./visit.ts";

/** Enters node after node until the run waits or ends. */
export function walk(state: TurnState): void {
  while (state.cursor !== undefined && state.run) {
    const { run } = state;
    const frame = topFrame(run);
    frame.nodeId = state.cursor;
    state.cursor = undefined;
    const node = nodeAt(state, frame);
    if (!node) {
      endRun(state, "error");
      return;
    }
    state.path.push({ step: "entered", flowId: frame.program.flowId, nodeId: node.id });
    if (behaviourOf(node).countsRounds && !state.inGrace) {
      state.stepLimit = Math.min(mostSteps, state.stepLimit + stepsPerRound);
    }
    if (++state.steps > state.stepLimit) {
      const message = `More than ${state.stepLimit} steps in one turn`;
      fail(state, run, node, "limit.steps", message);
      continue;
    }
    const visit = new NodeVisit(state, frame, node);
    const behaviour = behaviourOf(node);
    const { returned } = state;
    state.returned = undefined;
    const decision = decide(() =>
      returned && behaviour.returned
        ? behaviour.returned(visit, returned, frame.memory[node.id] ?? null)
        : behaviour.enter(visit),
    );
    applyDecision(state, run, node, decision);
  }
}

/** Returns the node that a frame is at, with its texts in the contact's language. */
export function nodeAt(state: TurnState, { program, nodeId }: FrameState): FlowNode | undefined {
  const translated = translationFor(program, state.contact.language);
  return translated?.nodes.get(nodeId) ?? program.nodes.get(nodeId);
}

/** Returns the decision of a node, or the failure of a node that could not decide. */
export function decide(take: () => Decision): Decision {
  try {
    return take();
  } catch (error) {
    const known = error instanceof TextNotRenderable || error instanceof VariableNotWritable;
    const code = known ? error.code : "node.failed";
    const message = error instanceof Error ? error.message : String(error);
    return { then: { do: "fail", code, message: message.slice(0, 500) } };
  }
}
