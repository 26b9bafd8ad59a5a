import type { Input } from "./input.ts";
import type { TriggerMatch } from "./match-trigger.ts";
import { startRun } from "./run-life.ts";
import { triggerVariables } from "./trigger-variables.ts";
import { emit, type TurnState } from "./turn-state.ts";
import { walk } from "./walk.ts";

/** How often one flow may start in a chain of flows that start one another by changing the contact. */
const mostRounds = 3;
/** The longest such chain. */
const longestRow = 30;

/** Starts a flow at a trigger or step that answers an input. False where there is none. */
export function startAt(state: TurnState, match: TriggerMatch | undefined, input: Input): boolean {
  if (!match) {
    return false;
  }
  const { flowId } = match.program;
  const rounds = state.causes.filter((it) => it === flowId).length;
  if (rounds >= mostRounds || state.causes.length >= longestRow) {
    const message = `Flows start one another by changing the contact; stopped after ${rounds} rounds`;
    emit(state, { type: "alert", code: "limit.rounds", message }, flowId, match.node.id);
    return true;
  }
  startRun(state, match.program, match.node.id, match.node.type, triggerVariables(input));
  walk(state);
  return true;
}
