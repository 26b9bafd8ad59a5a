import type { Effect } from "../effect.ts";
import { applyContactChanges, type ContactFacts } from "./apply-contact-changes.ts";
import { giveToBot, handToPeople, termsOf } from "./handler-changes.ts";
import type { ShellState } from "./shell-state.ts";

/**
 * Applies the effects of a turn to the shell's state: contact, variables, timers, handler, pending calls. Sending, notifications
 * and records are done by the shell itself.
 */
export function settleEffects<C extends ContactFacts>(
  state: ShellState<C>,
  effects: readonly Effect[],
  now: number,
): ShellState<C> {
  return effects.reduce((before, effect) => settle(before, effect, now), state);
}

function settle<C extends ContactFacts>(
  state: ShellState<C>,
  effect: Effect,
  now: number,
): ShellState<C> {
  switch (effect.type) {
    case "startTimer": {
      const { timerId: id, at, purpose } = effect;
      return {
        ...state,
        timers: [...state.timers.filter((it) => it.id !== id), { id, at, purpose }],
      };
    }
    case "cancelTimer":
      return { ...state, timers: state.timers.filter((it) => it.id !== effect.timerId) };
    case "callHttp":
    case "callLlm":
    case "runCode":
    case "lookUpQueue":
    case "createPayment":
    case "checkPayment":
    case "callCrm":
    case "callSheet":
    case "callMcp":
    case "openSwitch":
      return { ...state, calls: [...state.calls, effect] };
    case "cancelCall":
      return { ...state, calls: state.calls.filter((it) => it.id !== effect.effectId) };
    case "handOff":
      return { ...state, ...handToPeople(state, now, termsOf(effect)) };
    case "escalate":
      return state.handoff
        ? { ...state, handoff: { ...state.handoff, assignTo: "team", teamId: effect.teamId } }
        : state;
    case "takeBack":
      return { ...state, ...giveToBot(state, now) };
    case "updateContact":
      return { ...state, contact: applyContactChanges(state.contact, effect.changes).contact };
    case "setWorkspaceVariable":
      return { ...state, variables: { ...state.variables, [effect.name]: effect.value } };
    default:
      return state;
  }
}
