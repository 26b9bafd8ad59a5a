import type { NodeData } from "@chatloom/flows-schema";
import type { TappableOption } from "./choose-option.ts";
import type { JsonValue } from "./input.ts";

/** An answer that a question offers to tap; `port` names it in its route token. */
export interface AnswerOption extends TappableOption {
  /** The saved value: for a choice, a template that is the same in every language. */
  readonly value: JsonValue;
}

const mostRatings = 10;

/** Lists the answers that a question offers: its choices, or the points of a rating. `original` has the untranslated texts. */
export function answerOptions(
  { choices, expect, minimum, maximum }: NodeData<"ask">,
  original?: NodeData<"ask">,
): AnswerOption[] {
  if (choices && choices.length > 0) {
    return choices.map(({ id, label }) => {
      const untranslated = original?.choices?.find((it) => it.id === id)?.label ?? label;
      return { port: `choice:${id}`, label, original: untranslated, value: untranslated };
    });
  }
  if (expect !== "rating") {
    return [];
  }
  const { least, most } = ratingRange(minimum, maximum);
  if (most - least >= mostRatings) {
    return [];
  }
  return Array.from({ length: most - least + 1 }, (_, index) => {
    const value = least + index;
    const label = String(value);
    return { port: `rating:${value}`, label, original: label, value };
  });
}

/** Returns the points of a rating: 1 to 5 unless the question says otherwise. */
export function ratingRange(minimum?: number, maximum?: number): { least: number; most: number } {
  const least = Math.round(minimum ?? 1);
  return { least, most: Math.max(least, Math.round(maximum ?? Math.max(5, least))) };
}
