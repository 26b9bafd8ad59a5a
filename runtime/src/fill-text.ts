import { compileText, TextNotRenderable } from "./compile-text.ts";
import type { JsonObject } from "./input.ts";
import { readPath } from "./read-path.ts";

/** A filled-in text, or the reason why it could not be filled in, for members. */
export type FilledText = { readonly text: string } | { readonly problem: string };

/** Fills in a text outside flows, such as a canned reply. `now` in epoch milliseconds. */
export function fillText(
  source: string,
  values: JsonObject,
  {
    now,
    timeZone,
    language,
  }: { readonly now: number; readonly timeZone: string; readonly language: string },
): FilledText {
  try {
    const text = compileText(source)({
      at: (path) => readPath(values, path),
      all: () => Object.assign(Object.create(null), values),
      mark: undefined,
      now,
      timeZone,
      language,
      flowLanguage: language,
      budget: { steps: 20_000, memory: 1_000_000 },
    });
    return { text };
  } catch (error) {
    if (error instanceof TextNotRenderable) {
      return { problem: error.message };
    }
    throw error;
  }
}
