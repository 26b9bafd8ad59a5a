import { compileFilter } from "../match/compile-filter.ts";
import { countEntries } from "../plan/count-entries.ts";
import { planQuery, type Query, queryDocuments } from "../plan/query-documents.ts";
import type { Collection } from "../storage/catalog.ts";
import { pause, type Steps } from "../task/pause.ts";
import { findCollection, watchQuery } from "./command-call.ts";
import { defineCommand } from "./define-command.ts";

/** Counts documents. */
export const count = defineCommand("count", {
  kind: "read",
  *steps(call, { query = {}, skip = 0, limit = 0, hint }) {
    const filter = compileFilter(query);
    const collection = findCollection(call);
    if (!collection) {
      return { n: 0 };
    }
    const watch = watchQuery(call, collection.name, filter.root);
    const all = yield* countMatching(collection, { task: call.task, filter, watch, hint });
    const rest = Math.max(0, all - skip);
    return { n: limit === 0 ? rest : Math.min(rest, Math.abs(limit)) };
  },
});

/** Counts the documents that match. Reads only the index, or nothing, where that is enough. */
export function* countMatching(collection: Collection, query: Query): Steps<number> {
  const { root } = query.filter;
  const isAll =
    (root.kind === "always" && root.result) || (root.kind === "and" && root.children.length === 0);
  if (isAll && query.hint === undefined) {
    return collection.count;
  }
  const plan = planQuery(collection, query);
  let n = 0;
  if (plan.kind === "index" && plan.exact) {
    for (const range of plan.ranges) {
      n += yield* countEntries(plan.index.entries, range, query.task);
    }
    return n;
  }
  const all = { ...query, expected: Number.MAX_SAFE_INTEGER };
  for (const found of queryDocuments(collection, all, plan)) {
    if (found === pause) {
      yield pause;
    } else {
      n++;
    }
  }
  return n;
}
