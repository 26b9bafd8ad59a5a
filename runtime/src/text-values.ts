import type { JsonValue } from "./input.ts";

/** Where a text's names get their values, and how its dates are written. */
export interface TextValues {
  /** The value at a path that is already cut into names. */
  readonly at: (path: readonly string[]) => JsonValue | undefined;
  /** All values by their first name, for texts that need more than names; an object without prototype. */
  readonly all: () => object;
  /** Writes a value into the text in place of `toText`, while a text is filled in by parts. */
  readonly mark: ((value: JsonValue | undefined) => string) | undefined;
  readonly now: number;
  readonly timeZone: string;
  /** The contact's. */
  readonly language: string;
  /** The author's: dates in texts are read in it. */
  readonly flowLanguage: string;
  /** What is left for all texts of the turn; spent as they are filled in. */
  readonly budget: { steps: number; memory: number };
}
