import { accumulators } from "./accumulators.ts";
import { operators } from "./operators.ts";
import { stageNames } from "./stage-names.ts";

/** What aggregation has, for the README and the tests. */
export const aggregateAllowLists = {
  stages: [...stageNames].sort(),
  expressions: Object.keys(operators).sort(),
  accumulators: Object.keys(accumulators).sort(),
} as const;
