import { countEntries } from "../plan/count-entries.ts";
import { planQuery, type Query, queryDocuments } from "../plan/query-documents.ts";
import { forEach, type Steps } from "../task/pause.ts";
import { defineCommand } from "./define-command.ts";
import { readQuery } from "./read-query.ts";

/** Counts documents. */
export const count = defineCommand("count", {
  kind: "read",
  options: { query: "document", skip: "count", limit: "integer" },
  *steps(call, { query, skip = 0, limit = 0 }) {
    const all = yield* countMatching(readQuery(call, { filter: query }));
    const rest = Math.max(0, all - skip);
    return { n: limit === 0 ? rest : Math.min(rest, Math.abs(limit)) };
  },
});

/** Counts the documents that match. Reads only the index, or nothing, where that is enough. */
export function* countMatching(query: Query): Steps<number> {
  const { root } = query.filter;
  if (root.kind === "and" && root.children.length === 0) {
    return query.collection?.count ?? 0;
  }
  const plan = planQuery(query);
  let n = 0;
  if (plan.kind === "index" && plan.exact) {
    for (const range of plan.ranges) {
      n += yield* countEntries(plan.index.entries, range, query.task);
    }
    return n;
  }
  yield* forEach(queryDocuments(query, plan), () => n++);
  return n;
}
