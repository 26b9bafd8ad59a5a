import type { JsonValue } from "./input.ts";

/** The values for a text's names, and the format of its dates. */
export interface TextValues {
  /** Returns the value at a path that is already split into names. */
  readonly at: (path: readonly string[]) => JsonValue | undefined;
  /** All values by their first name, for texts that need more than names; an object without prototype. */
  readonly all: () => object;
  /** Writes a value into the text in place of `toText`, while a text is filled in by parts. */
  readonly mark: ((value: JsonValue | undefined) => string) | undefined;
  /** Whether what the filters `raw`, `json` and `url_encode` write is a value too, not the author's own text. */
  readonly marksWritten?: boolean | undefined;
  readonly now: number;
  readonly timeZone: string;
  /** The contact's. */
  readonly language: string;
  /** The author's: dates in texts are read in it. */
  readonly flowLanguage: string;
  /** The remaining work for all texts of the turn, in steps. */
  readonly budget: { steps: number; memory: number };
}
