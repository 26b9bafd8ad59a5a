import type { EvaluationResult } from "@chatloom/api-schema";
import type { Compared } from "../../ui/confusion-of.ts";

/** Reads how a talk should have ended and how it did; undefined for a case that expects no end. */
export function readEnds(result: EvaluationResult): Compared | undefined {
  const { ends, ended, passed, endFits = passed } = result;
  // An exit that leads to people is what a case expects that says `people`.
  return ends === undefined ? undefined : { expected: ends, came: endFits ? ends : ended };
}
