import type { Flow, NodeTypeId } from "@chatloom/flows-schema";

/** The names of commands in "Undo: …"; each has a sentence in the catalogue under `editor.steps`. */
export const stepNames = [
  "addNode",
  "insertNode",
  "moveNodes",
  "removeNodes",
  "setData",
  "connect",
  "removeEdge",
  "paste",
  "duplicate",
  "arrange",
  "setSettings",
  "setVariables",
  "renameVariable",
  "replaceTexts",
  "translate",
  "addNote",
  "setNote",
  "addFrame",
  "setFrame",
  "removeMarks",
  "repair",
  "restore",
] as const;
export type StepName = (typeof stepNames)[number];

/** One change of the flow, as a value. It is pure, so that it can be undone by storing the state before it. */
export interface Command {
  readonly name: StepName;
  /** The kind of node it concerns, where there is just one. */
  readonly nodeType?: NodeTypeId | undefined;
  /** Commands in a row with the same key, such as keystrokes in one field, are undone together. */
  readonly merge?: string | undefined;
  readonly apply: (flow: Flow) => Flow;
}
