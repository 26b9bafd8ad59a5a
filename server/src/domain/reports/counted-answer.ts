import { foldAccents, foldText } from "@chatloom/flows-schema";
import type { JsonValue } from "@chatloom/runtime";

/** An answer of a contact to a question of a flow. */
export interface CountedAnswer {
  readonly flowId: string;
  readonly version: number;
  readonly nodeId: string;
  /** The variable that keeps it. */
  readonly name: string;
  /** As it is shown; cut where it is long. */
  readonly value: string;
  /** Equal for answers that people do not mean to distinguish. */
  readonly key: string;
}

/** The most answers of a conversation in an hour. Later ones are left out. */
export const mostAnswers = 100;
const longestValue = 300;
const longestKey = 120;

/** Makes the value and the key of an answer; undefined where there is none. */
export function readAnswer(given: JsonValue): Pick<CountedAnswer, "value" | "key"> | undefined {
  const text = typeof given === "string" ? given.trim() : JSON.stringify(given);
  if (text === "" || given === null) {
    return undefined;
  }
  return { value: text.slice(0, longestValue), key: answerKey(text) };
}

/** Folds an answer: case, width, spaces, accents and the punctuation at the end do not count. */
export function answerKey(text: string): string {
  const folded = foldAccents(foldText(text));
  return (folded.replace(/[\s.!?…,;:]+$/u, "") || folded).slice(0, longestKey);
}
