import type { Flow } from "../flow.ts";
import type { ImportNoteCode } from "./import-notes.ts";

/** The products whose exports can be turned into flows. */
export const importedProducts = ["Typebot", "Botpress", "Flowise"] as const;
export type ImportedProduct = (typeof importedProducts)[number];

/** The outcome of a part: the same, something that differs, or nothing that works. */
export const importOutcomes = ["mapped", "approximated", "unsupported"] as const;
export type ImportOutcome = (typeof importOutcomes)[number];

/** The kinds of part that a report lists. */
export const importedParts = [
  "flow",
  "event",
  "block",
  "condition",
  "edge",
  "variable",
  "setting",
  "content",
  "file",
] as const;
export type ImportedPart = (typeof importedParts)[number];

/** One way in which a part differs, with the values of its sentence. */
export interface ImportNote {
  readonly code: ImportNoteCode;
  readonly values: Readonly<Record<string, string | number>>;
}

/** One part of the source and what became of it. */
export interface ImportLine {
  readonly outcome: ImportOutcome;
  readonly part: ImportedPart;
  /** The place in the source, such as `Welcome › 2`. */
  readonly name: string;
  /** The source's own word for its type. */
  readonly type: string;
  readonly notes: readonly ImportNote[];
  /** The step that does the work of the part. */
  readonly nodeId?: string;
}

/** Everything that an export gives: a flow, and what became of each part. */
export interface ImportedBot {
  readonly product: ImportedProduct;
  readonly flow: Flow;
  readonly report: readonly ImportLine[];
}
