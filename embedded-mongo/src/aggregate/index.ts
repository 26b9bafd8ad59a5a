/** Aggregating: pipelines, expressions and their allow-lists. */
import { accumulators } from "./accumulators.ts";
import { operators } from "./operators.ts";
import { stageNames } from "./stage-names.ts";

export { type AggregateEnv, type MergeTarget, runPipeline, type ScanHint } from "./run-pipeline.ts";

/** The allow-lists, for the README and the tests. */
export const aggregateAllowLists = {
  stages: [...stageNames].sort(),
  expressions: Object.keys(operators).sort(),
  accumulators: Object.keys(accumulators).sort(),
} as const;
