import { accumulatorNames } from "./accumulators.ts";
import { operators } from "./operators.ts";
import { stageNames } from "./stage-names.ts";

/** What aggregation has, for the README and the tests. */
export const aggregateAllowLists = {
  stages: [...stageNames].sort(),
  expressions: Object.keys(operators).sort(),
  accumulators: [...accumulatorNames].sort(),
} as const;
