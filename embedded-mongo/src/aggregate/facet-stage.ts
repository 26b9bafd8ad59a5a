import { mongoError } from "../errors/mongo-error.ts";
import { paced } from "../task/paced.ts";
import { type Flow, forEach, type Steps, type Stream } from "../task/pause.ts";
import { isDoc } from "../values/bson-type.ts";
import { sizeOf } from "../values/codec.ts";
import type { Doc } from "../values/doc.ts";
import { fieldPathParts } from "../values/field-path.ts";
import type { AggregateEnv, CompilePipeline, Step } from "./stage.ts";

/** `$facet`: several pipelines over the same documents, which it holds in memory. */
export function facetStage(spec: unknown, compile: CompilePipeline): Step {
  if (!isDoc(spec) || Object.keys(spec).length === 0) {
    throw mongoError(40169, "the $facet specification must be a non-empty object");
  }
  const facets = Object.entries(spec).map(([name, pipeline]) => {
    fieldPathParts(name);
    if (!Array.isArray(pipeline)) {
      throw mongoError(40170, `arguments to $facet must be arrays, ${name} is not`);
    }
    if (pipeline.some((stage) => isDoc(stage) && "$facet" in stage)) {
      throw mongoError(40600, "$facet is not allowed to be used within a $facet stage");
    }
    return { name, run: compile(pipeline) };
  });
  return function* facet(docs, env): Flow<Doc> {
    const all = yield* held(docs, env);
    const result: Doc = {};
    for (const { name, run } of facets) {
      result[name] = yield* held(run(paced(all, env.task), env), env);
    }
    yield result;
  };
}

function* held(docs: Stream<Doc>, { task }: AggregateEnv): Steps<Doc[]> {
  const all: Doc[] = [];
  yield* forEach(docs, (doc) => {
    task.memory.hold(sizeOf(doc), "$facet");
    all.push(doc);
  });
  return all;
}
