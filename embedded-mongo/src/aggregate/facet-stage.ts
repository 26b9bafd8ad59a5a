import { mongoError } from "../errors/mongo-error.ts";
import { typeName } from "../expressions/expression.ts";
import { readSortOrder } from "../keys/sort-order.ts";
import { compileFilter } from "../match/compile-filter.ts";
import { paced } from "../task/paced.ts";
import { type Pause, pause, type Stream } from "../task/pause.ts";
import { isDoc } from "../values/bson-type.ts";
import { sizeOf } from "../values/codec.ts";
import type { Doc } from "../values/doc.ts";
import { limited } from "./limited.ts";
import { sortedDocs } from "./sorted-docs.ts";
import type { AggregateEnv, CompilePipeline, ScanHint, Step } from "./stage.ts";

/** `$facet`: several pipelines over the same documents, which it holds in memory. */
export function facetStage(spec: unknown, compile: CompilePipeline): Step {
  if (!isDoc(spec) || Object.keys(spec).length === 0)
    throw mongoError(40169, "the $facet specification must be a non-empty object");
  const facets = Object.entries(spec).map(([name, pipeline]) => {
    if (name[0] === "$" || name.includes(".") || name === "")
      throw mongoError(
        16410,
        `FieldPath field names may not start with '$' or hold a '.': ${name}`,
      );
    if (!Array.isArray(pipeline))
      throw mongoError(
        40170,
        `arguments to $facet must be arrays, ${name} is type ${typeName(pipeline)}`,
      );
    return { name, run: compile(pipeline) };
  });
  return function* facet(docs, env): Generator<Doc | Pause> {
    const { memory } = env.task;
    const all: Doc[] = [];
    for (const doc of docs) {
      if (doc === pause) yield pause;
      else {
        memory.hold(sizeOf(doc), "$facet");
        all.push(doc);
      }
    }
    const result: Doc = {};
    for (const { name, run } of facets) {
      const found: Doc[] = [];
      for (const doc of run({ ...env, scan: (hint) => scanHeld(all, hint, env) })) {
        if (doc === pause) yield pause;
        else {
          memory.hold(sizeOf(doc), "$facet");
          found.push(doc);
        }
      }
      result[name] = found;
    }
    yield result;
  };
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
  for (const doc of docs) if (doc === pause || test(doc)) yield doc;
}
