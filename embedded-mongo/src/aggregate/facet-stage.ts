import { mongoError } from "../errors/mongo-error.ts";
import { readSortOrder } from "../keys/sort-order.ts";
import { compileFilter } from "../match/compile-filter.ts";
import { paced } from "../task/paced.ts";
import { type Pause, pause, type Steps, type Stream } from "../task/pause.ts";
import { isDoc } from "../values/bson-type.ts";
import { sizeOf } from "../values/codec.ts";
import type { Doc } from "../values/doc.ts";
import { fieldPathParts } from "../values/field-path.ts";
import { limited } from "./limited.ts";
import { sortedDocs } from "./sorted-docs.ts";
import type { AggregateEnv, CompilePipeline, ScanHint, Step } from "./stage.ts";

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
    return { name, run: compile(pipeline) };
  });
  return function* facet(docs, env): Generator<Doc | Pause> {
    const all = yield* held(docs, env);
    const result: Doc = {};
    for (const { name, run } of facets) {
      result[name] = yield* held(run({ ...env, scan: (hint) => scanHeld(all, hint, env) }), env);
    }
    yield result;
  };
}

function* held(docs: Stream<Doc>, { task }: AggregateEnv): Steps<Doc[]> {
  const all: Doc[] = [];
  for (const doc of docs) {
    if (doc === pause) {
      yield pause;
      continue;
    }
    task.memory.hold(sizeOf(doc), "$facet");
    all.push(doc);
  }
  return all;
}

function scanHeld(
  all: readonly Doc[],
  { filter, sort, limit }: ScanHint,
  { task }: AggregateEnv,
): Stream<Doc> {
  const test = filter && compileFilter(filter).test;
  const wanted = test ? matching(paced(all, task), test) : paced(all, task);
  const order = readSortOrder(sort);
  const inOrder = order ? sortedDocs(wanted, order, task, limit) : wanted;
  return limit === undefined ? inOrder : limited(inOrder, limit);
}

function* matching(docs: Stream<Doc>, test: (doc: Doc) => boolean): Generator<Doc | Pause> {
  for (const doc of docs) {
    if (doc === pause || test(doc)) {
      yield doc;
    }
  }
}
