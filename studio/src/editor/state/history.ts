import type { Flow } from "@chatloom/flows-schema";
import type { Command } from "./command.ts";

/** A flow with its earlier and undone states. States share unchanged parts, so that storing them costs little. */
export interface History {
  readonly flow: Flow;
  readonly past: readonly Moment[];
  readonly future: readonly Moment[];
}

/** A state that can be returned to, and the command that leads from there to the next (undo) or to there (redo). */
interface Moment {
  readonly flow: Flow;
  readonly command: Command;
}

const longest = 200;

/** A flow that nothing has happened to yet. */
export function begin(flow: Flow): History {
  return { flow, past: [], future: [] };
}

/** Carries a command out; a command that changes nothing leaves no trace. */
export function edit(history: History, command: Command): History {
  const flow = command.apply(history.flow);
  if (flow === history.flow) {
    return history;
  }
  const last = history.past.at(-1);
  const merges =
    command.merge !== undefined &&
    history.future.length === 0 &&
    last?.command.name === command.name &&
    last.command.merge === command.merge;
  return {
    flow,
    past: merges
      ? history.past
      : [...history.past, { flow: history.flow, command }].slice(-longest),
    future: [],
  };
}

/** Takes the last step back. */
export function undo(history: History): History {
  const last = history.past.at(-1);
  if (!last) {
    return history;
  }
  return {
    flow: last.flow,
    past: history.past.slice(0, -1),
    future: [...history.future, { flow: history.flow, command: last.command }],
  };
}

/** Takes the last undo back. */
export function redo(history: History): History {
  const next = history.future.at(-1);
  if (!next) {
    return history;
  }
  return {
    flow: next.flow,
    past: [...history.past, { flow: history.flow, command: next.command }],
    future: history.future.slice(0, -1),
  };
}

/** Ends the merging of like commands: the next keystroke is a step of its own. */
export function seal(history: History): History {
  const last = history.past.at(-1);
  if (last?.command.merge === undefined) {
    return history;
  }
  const { merge: _merge, ...command } = last.command;
  return { ...history, past: [...history.past.slice(0, -1), { ...last, command }] };
}
