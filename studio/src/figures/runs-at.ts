import type { StepFigures } from "@chatloom/api-schema";

/** Returns how many runs were at a node. Triggers are not entered, only left. */
export function runsAt({ entered, left }: StepFigures): number {
  return entered || left.reduce((sum, it) => sum + it.count, 0);
}
