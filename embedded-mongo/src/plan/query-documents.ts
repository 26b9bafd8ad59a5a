import type { SortOrder } from "../keys/sort-order.ts";
import type { CompiledFilter } from "../match/compile-filter.ts";
import type { Collection } from "../storage/catalog.ts";
import { type Flow, filtered, sliced } from "../task/pause.ts";
import { sorted } from "../task/sorted.ts";
import type { Task } from "../task/task.ts";
import { choosePlan, isExact, isInOrder } from "./choose-plan.ts";
import type { FoundDocument } from "./found-document.ts";
import type { Plan } from "./plan.ts";
import { runPlan } from "./run-plan.ts";
import { ScanWatch } from "./scan-watch.ts";

/** A query on a collection, and the task that runs it. */
export interface Query {
  /** `undefined` if there is no such collection. */
  readonly collection: Collection | undefined;
  readonly task: Task;
  readonly filter: CompiledFilter;
  readonly sort?: SortOrder | undefined;
  readonly skip?: number;
  /** 0 or missing: no limit. */
  readonly limit?: number | undefined;
  /** An index, its name or key pattern, or `{ $natural: 1 }`. */
  readonly hint?: unknown;
  /** How many documents will probably be read, if not all up to the limit. */
  readonly expected?: number;
  readonly watch?: ScanWatch;
}

/** Chooses a plan for a query. */
export function planQuery({ collection, filter: { root }, sort, hint }: Query): Plan {
  return collection
    ? choosePlan(collection, { root, sort: sort?.fields ?? [], hint })
    : { kind: "nothing" };
}

/** Finds the documents that match a query, in its order. They are read from the file when the caller reads them. */
export function queryDocuments(query: Query, plan = planQuery(query)): Flow<FoundDocument> {
  const { sort, skip = 0, task } = query;
  const limit = query.limit || Number.POSITIVE_INFINITY;
  if (!sort || isInOrder(plan)) {
    return sliced(matching(query, plan, skip + limit), skip, limit);
  }
  const found = matching(query, plan, Number.POSITIVE_INFINITY);
  return sliced(sorted(found, sortKeys(sort), task, skip + limit), skip, limit);
}

function sortKeys(sort: SortOrder) {
  return (found: FoundDocument) => ({
    key: sort.keyOf(found.doc),
    item: found.undecoded(),
    bytes: found.body.length,
  });
}

function matching(query: Query, plan: Plan, wanted: number): Flow<FoundDocument> {
  const { collection, task, filter, sort, watch = new ScanWatch() } = query;
  if (!collection) {
    return filtered<FoundDocument>([], () => true);
  }
  const exact = isExact(plan);
  const expected = Math.min(wanted, query.expected ?? wanted) * (exact ? 1 : 2);
  return filtered(runPlan(plan, { collection, task, expected, sort }), (found) => {
    watch.examine();
    const matches = exact || filter.test(found.doc);
    watch.matched += matches ? 1 : 0;
    return matches;
  });
}
