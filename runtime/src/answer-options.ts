import type { NodeData } from "@chatloom/flows-schema";
import type { JsonValue } from "./input.ts";

/** An answer that a question offers to tap; `port` names it in its route token. */
export interface AnswerOption {
  readonly port: string;
  readonly label: string;
  readonly synonyms?: readonly string[];
  readonly value: JsonValue;
}

const mostRatings = 10;

/** The answers a question offers: its choices, or the points of a rating. */
export function answerOptions({
  choices,
  expect,
  minimum,
  maximum,
}: NodeData<"ask">): AnswerOption[] {
  if (choices && choices.length > 0)
    return choices.map(({ id, label }) => ({ port: `choice:${id}`, label, value: label }));
  if (expect !== "rating") return [];
  const { least, most } = ratingRange(minimum, maximum);
  if (most - least >= mostRatings) return [];
  return Array.from({ length: most - least + 1 }, (_, index) => {
    const value = least + index;
    return { port: `rating:${value}`, label: String(value), value };
  });
}

/** From 1 to 5 unless the question says otherwise. */
export function ratingRange(minimum?: number, maximum?: number): { least: number; most: number } {
  const least = Math.round(minimum ?? 1);
  return { least, most: Math.max(least, Math.round(maximum ?? Math.max(5, least))) };
}
