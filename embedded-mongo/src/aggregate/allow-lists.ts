import { accumulatorNames } from "./accumulators.ts";
import { operators } from "./operators.ts";
import { stageNames } from "./stage-names.ts";
import { orderFunctions } from "./window-functions.ts";

/** What aggregation has, for the README and the tests. */
export const aggregateAllowLists = {
  stages: [...stageNames].sort(),
  expressions: Object.keys(operators).sort(),
  windowFunctions: Object.keys(orderFunctions).sort(),
  accumulators: [...accumulatorNames].sort(),
} as const;
