import type { SortOrder } from "../keys/sort-order.ts";
import type { CompiledFilter } from "../match/compile-filter.ts";
import type { Collection } from "../storage/catalog.ts";
import { type Pause, pause, type Stream } from "../task/pause.ts";
import { SortBuffer } from "../task/sort-buffer.ts";
import type { Task } from "../task/task.ts";
import { choosePlan, isInOrder } from "./choose-plan.ts";
import type { FoundDocument } from "./found-document.ts";
import type { Plan } from "./plan.ts";
import { runPlan } from "./run-plan.ts";
import { ScanWatch } from "./scan-watch.ts";

/** A query on a collection, and the task that runs it. */
export interface Query {
  readonly task: Task;
  readonly filter: CompiledFilter;
  readonly sort?: SortOrder | undefined;
  readonly skip?: number;
  /** 0 or missing: no limit. */
  readonly limit?: number | undefined;
  /** An index, its name or key pattern, or `{ $natural: 1 }`. */
  readonly hint?: unknown;
  /** How many documents will probably be read, if not all. */
  readonly expected?: number;
  readonly watch?: ScanWatch;
}

type Found = Generator<FoundDocument | Pause>;

/** Chooses a plan for a query. */
export function planQuery(collection: Collection, { filter, sort, hint }: Query): Plan {
  return choosePlan(collection, { root: filter.root, sort: sort?.fields ?? [], hint });
}

/** Finds the documents that match a query, in its order. They are read from the file when the caller reads them. */
export function queryDocuments(
  collection: Collection,
  query: Query,
  plan = planQuery(collection, query),
): Found {
  const { sort, skip = 0, limit = 0 } = query;
  const isNatural = plan.kind === "collection" && sort?.fields[0]?.[0] === "$natural";
  const isSorted = !sort || isNatural || isInOrder(plan);
  const wanted = limit > 0 ? skip + limit : Number.POSITIVE_INFINITY;
  const found = matching(collection, query, plan, isSorted ? wanted : Number.POSITIVE_INFINITY);
  const inOrder = isSorted ? found : sorted(found, sort, query.task, wanted);
  return skip > 0 || limit > 0 ? cut(inOrder, skip, limit) : inOrder;
}

function* matching(
  collection: Collection,
  { task, filter, sort, expected = 101, watch = new ScanWatch() }: Query,
  plan: Plan,
  wanted: number,
): Found {
  const isExact =
    (plan.kind === "index" && plan.exact) || (filter.root.kind === "always" && filter.root.result);
  const first = Math.min(wanted, expected) * (isExact ? 1 : 2);
  for (const found of runPlan(plan, { collection, task, expected: first, sort })) {
    if (found !== pause) {
      watch.examine();
      if (!isExact && !filter.test(found.doc)) {
        continue;
      }
      watch.matched++;
    }
    yield found;
  }
}

function* sorted(
  documents: Stream<FoundDocument>,
  order: SortOrder,
  task: Task,
  wanted: number,
): Found {
  const buffer = new SortBuffer<FoundDocument>(task, wanted);
  for (const found of documents) {
    if (found === pause) {
      yield pause;
    } else {
      buffer.add(order.keyOf(found.doc), found.undecoded(), found.body.length);
    }
  }
  yield* buffer.inOrder();
}

function* cut(documents: Stream<FoundDocument>, skip: number, limit: number): Found {
  let at = 0;
  for (const found of documents) {
    if (found === pause) {
      yield pause;
      continue;
    }
    if (at++ < skip) {
      continue;
    }
    yield found;
    if (limit > 0 && at >= skip + limit) {
      return;
    }
  }
}
