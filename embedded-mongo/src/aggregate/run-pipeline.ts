import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import type { Stream } from "../task/pause.ts";
import { isDoc } from "../values/bson-type.ts";
import { type Doc, entryOf } from "../values/doc.ts";
import type { AggregateEnv, ScanHint, Step } from "./stage.ts";
import { stages } from "./stages.ts";

/** Runs an aggregation pipeline; throws a `MongoError` for any stage or operator outside the closed list. */
export function runPipeline(pipeline: readonly Doc[], env: AggregateEnv): Stream<Doc> {
  // All stages are compiled, including those that the source scan carries out, so that an invalid one is refused.
  compilePipeline(pipeline);
  const { hint, taken } = takeHint(pipeline);
  return compilePipeline(pipeline.slice(taken))(env.scan(hint), env);
}

function compilePipeline(pipeline: readonly unknown[]): Step {
  const steps = pipeline.map(compileStage);
  return (source, env) => steps.reduce((docs, step) => step(docs, env), source);
}

function compileStage(stage: unknown): Step {
  if (!isDoc(stage)) {
    throw mongoError(14, "Each element of the 'pipeline' array must be an object");
  }
  const [name = "", ...others] = Object.keys(stage);
  if (name === "" || others.length > 0) {
    throw mongoError(40323, "A pipeline stage specification object must contain exactly one field");
  }
  const make = entryOf(stages, name);
  if (!make) {
    throw notAvailable(`Unrecognized pipeline stage name: '${name}'; it`, 40324);
  }
  return make(stage[name], compilePipeline);
}

/** Finds the first `$match`, `$sort` and `$limit` of a pipeline, for which the source scan can use an index. */
function takeHint(pipeline: readonly Doc[]): { hint: ScanHint; taken: number } {
  let taken = 0;
  const take = (name: string): Doc | undefined =>
    name in (pipeline[taken] ?? {}) ? pipeline[taken++] : undefined;
  // A query layer that limits queries to a workspace adds a `$match` before the one of the query.
  const filters: unknown[] = [];
  for (let stage = take("$match"); stage; stage = take("$match")) {
    filters.push(stage.$match);
  }
  const filter = filters.length > 0 ? { $and: filters } : {};
  const sort = take("$sort")?.$sort as Doc | undefined;
  const limit = take("$limit")?.$limit;
  return { hint: { filter, sort, limit: limit === undefined ? undefined : Number(limit) }, taken };
}
