import { mongoError } from "../errors/mongo-error.ts";
import { compileFilter } from "../match/compile-filter.ts";
import { filterFields } from "../match/filter-node.ts";
import { planQuery, type Query, queryDocuments } from "../plan/query-documents.ts";
import type { Collection } from "../storage/catalog.ts";
import { withCollation } from "../values/collation.ts";
import { findCollection, findView, watchQuery } from "./command-call.ts";
import { defineCommand } from "./define-command.ts";
import { countInView } from "./query-view.ts";
import { isHint } from "./read-options.ts";

/** Counts documents. */
export const count = defineCommand({
  name: "count",
  kind: "read",
  options: {
    query: "document",
    skip: "integer",
    limit: "integer",
    hint: "any",
    collation: "collation",
    fields: "ignored",
  },
  run(call, { query = {}, skip = 0, limit = 0, hint, collation }) {
    if (skip < 0)
      throw mongoError(51024, `BSON field 'skip' value must be >= 0, actual value '${skip}'`);
    const filter = withCollation(collation, () => compileFilter(query));
    const view = withCollation(collation, () => findView(call));
    if (view) return { n: countInView(call, view, { filter: query, skip, limit, hint }) };
    const collection = findCollection(call);
    if (!collection) return { n: 0 };
    const watch = watchQuery(call, `${call.database}.${collection.name}`, filter.root);
    const all = withCollation(collation, () =>
      countMatching(collection, { filter, hint: isHint(hint) ? hint : undefined, watch }),
    );
    const rest = Math.max(0, all - skip);
    return { n: limit === 0 ? rest : Math.min(rest, Math.abs(limit)) };
  },
});

/** How many documents match, counted without reading them where the index or the collection knows. */
export function countMatching(collection: Collection, query: Query): number {
  const { root } = query.filter;
  const isAll =
    (root.kind === "always" && root.result) || (root.kind === "and" && root.children.length === 0);
  if (isAll && query.hint === undefined) return collection.count;
  const plan = planQuery(collection, query);
  if (plan.kind === "index" && plan.exact) {
    const { entries } = plan.index;
    return plan.ranges.reduce(
      (sum, range) => sum + entries.count(range, Number.MAX_SAFE_INTEGER),
      0,
    );
  }
  let n = 0;
  const every = { ...query, expected: Number.MAX_SAFE_INTEGER, fields: filterFields(root) };
  for (const _ of queryDocuments(collection, every, plan)) n++;
  return n;
}
