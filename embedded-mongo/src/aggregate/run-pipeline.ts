import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import { isDoc } from "../values/bson-type.ts";
import { type Doc, fieldName } from "../values/doc.ts";
import type { AggregateEnv, Pipeline, ScanHint, Step } from "./aggregate-env.ts";
import { withDeclared } from "./declared-variables.ts";
import { isServerOnly, sourceStages } from "./stage-names.ts";
import { stages } from "./stages.ts";

export type { AggregateEnv, MergeTarget, ScanHint } from "./aggregate-env.ts";

/** Runs an aggregation pipeline; throws a `MongoError` for any stage or operator outside the allow-lists. */
export function runPipeline(pipeline: readonly Doc[], env: AggregateEnv): Iterable<Doc> {
  return withDeclared(env.vars ?? {}, () => compilePipeline(pipeline, "top"))(env);
}

/** Refuses a pipeline that could not be run. */
export function checkPipeline(pipeline: readonly Doc[]): void {
  withDeclared({}, () => compilePipeline(pipeline, "top"));
}

/** Reads a pipeline; `place` says where it stands, because some stages may not be nested. */
function compilePipeline(
  pipeline: readonly unknown[],
  place: "top" | "nested" | "facet",
): Pipeline {
  // All stages are read, also those the source takes over, so that a bad one is refused as MongoDB refuses it.
  const steps = pipeline.map((stage, at) => compileStage(stage, place, at, pipeline.length));
  const { hint, taken } = takeHint(pipeline);
  const rest = steps.slice(taken);
  return (env) => rest.reduce<Iterable<Doc>>((docs, step) => step(docs, env), env.scan(hint));
}

function stageOf(stage: unknown): [string, unknown] {
  if (!isDoc(stage)) throw mongoError(14, "Each element of the 'pipeline' array must be an object");
  const [name, ...others] = Object.keys(stage);
  if (name === undefined || others.length > 0) {
    throw mongoError(
      40323,
      "A pipeline stage specification object must contain exactly one field.",
    );
  }
  return [name, stage[name]];
}

function compileStage(
  stage: unknown,
  place: "top" | "nested" | "facet",
  at: number,
  length: number,
): Step {
  const [name, spec] = stageOf(stage);
  const make = Object.hasOwn(stages, name) ? stages[name] : undefined;
  if (!make) {
    if (name === "$changeStream") {
      throw mongoError(
        40573,
        "The $changeStream stage is only supported on replica sets; it is not available in the embedded store; set MONGODB_URI",
      );
    }
    if (isServerOnly(name)) throw notAvailable(name);
    throw mongoError(40324, `Unrecognized pipeline stage name: '${fieldName(name)}'`);
  }
  if (name === "$out" || name === "$merge") {
    if (place === "facet")
      throw mongoError(40600, `${name} is not allowed to be used within a $facet stage`);
    if (place === "nested")
      throw mongoError(51047, `${name} is not allowed within a $lookup or $unionWith pipeline`);
    if (at < length - 1)
      throw mongoError(40601, `${name} can only be the final stage in the pipeline`);
  }
  if (sourceStages.has(name)) {
    if (place === "facet")
      throw mongoError(40600, `${name} is not allowed to be used within a $facet stage`);
    if (at > 0) throw mongoError(40602, `${name} is only valid as the first stage in a pipeline.`);
  }
  if (name === "$facet" && place === "facet") {
    throw mongoError(40600, "$facet is not allowed to be used within a $facet stage");
  }
  return make(spec, { name, compile: compilePipeline });
}

/** Finds the first `$match`, `$sort` and `$limit` of a pipeline, which the source can do with an index. */
function takeHint(pipeline: readonly unknown[]): { hint: ScanHint; taken: number } {
  const hint: { filter?: Doc; sort?: Doc; limit?: number } = {};
  let taken = 0;
  const next = () => (taken < pipeline.length ? stageOf(pipeline[taken]) : undefined);
  // Several follow each other where a view's own conditions come before those of its reader.
  for (let first = next(); first?.[0] === "$match"; first = next()) {
    const filter = first[1];
    if (!isDoc(filter) || usesVariables(filter)) break;
    hint.filter = hint.filter ? { $and: [hint.filter, filter] } : filter;
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

/** Says whether a filter has an `$expr` with variables, which the source would not know. */
function usesVariables(filter: unknown, inside = false): boolean {
  if (typeof filter === "string") return inside && filter.startsWith("$$");
  if (Array.isArray(filter)) return filter.some((item) => usesVariables(item, inside));
  if (!isDoc(filter)) return false;
  return Object.entries(filter).some(([key, value]) =>
    usesVariables(value, inside || key === "$expr"),
  );
}
