import { mongoError } from "../errors/mongo-error.ts";
import { isIn, unlisted } from "../errors/unlisted.ts";
import type { Stream } from "../task/pause.ts";
import { isDoc } from "../values/bson-type.ts";
import type { Doc } from "../values/doc.ts";
import type { AggregateEnv, Pipeline, ScanHint, Step } from "./stage.ts";
import { stages } from "./stages.ts";

/** Runs an aggregation pipeline; throws a `MongoError` for any stage or operator outside the closed list. */
export function runPipeline(pipeline: readonly Doc[], env: AggregateEnv): Stream<Doc> {
  return compilePipeline(pipeline, false)(env);
}

function compilePipeline(pipeline: readonly unknown[], isInFacet: boolean): Pipeline {
  // All stages are compiled, including those that the source scan carries out, so that an invalid one is refused.
  const steps = pipeline.map((stage) => compileStage(stage, isInFacet));
  const { hint, taken } = takeHint(pipeline);
  const rest = steps.slice(taken);
  return (env) => rest.reduce<Stream<Doc>>((docs, step) => step(docs, env), env.scan(hint));
}

function stageOf(stage: unknown): [string, unknown] {
  if (!isDoc(stage)) {
    throw mongoError(14, "Each element of the 'pipeline' array must be an object");
  }
  const [name, ...others] = Object.keys(stage);
  if (name === undefined || others.length > 0) {
    throw mongoError(
      40323,
      "A pipeline stage specification object must contain exactly one field.",
    );
  }
  return [name, stage[name]];
}

function compileStage(stage: unknown, isInFacet: boolean): Step {
  const [name, spec] = stageOf(stage);
  if (!isIn(stages, name)) {
    throw unlisted(name, 40324, `Unrecognized pipeline stage name: '${name}'`);
  }
  if (name === "$facet" && isInFacet) {
    throw mongoError(40600, "$facet is not allowed to be used within a $facet stage");
  }
  return stages[name](spec, (inner) => compilePipeline(inner, true));
}

/** Finds the first `$match`, `$sort` and `$limit` of a pipeline, for which the source scan can use an index. */
function takeHint(pipeline: readonly unknown[]): { hint: ScanHint; taken: number } {
  const hint: { filter?: Doc; sort?: Doc; limit?: number } = {};
  let taken = 0;
  const next = () => (taken < pipeline.length ? stageOf(pipeline[taken]) : undefined);
  // A query layer that limits queries to a workspace adds a `$match` before the one of the query.
  for (let first = next(); first?.[0] === "$match" && isDoc(first[1]); first = next()) {
    hint.filter = hint.filter ? { $and: [hint.filter, first[1]] } : first[1];
    taken++;
  }
  const second = next();
  if (second?.[0] === "$sort" && isDoc(second[1])) {
    hint.sort = second[1];
    taken++;
  }
  const third = next();
  if (third?.[0] === "$limit") {
    hint.limit = Number(String(third[1]));
    taken++;
  }
  return { hint, taken };
}
