import { mongoError } from "../errors/mongo-error.ts";
import type { CompiledFilter } from "../match/compile-filter.ts";
import type { Collection } from "../storage/catalog.ts";
import { boundsPlan, type KeyBounds } from "./bounds-plan.ts";
import { choosePlan, isInOrder } from "./choose-plan.ts";
import { FoundDocument } from "./found-document.ts";
import type { Plan } from "./plan.ts";
import { runPlan } from "./run-plan.ts";
import { ScanWatch } from "./scan-watch.ts";
import type { SortKey, SortOrder } from "./sort-order.ts";

/** What to find in a collection. */
export type Query = {
  filter: CompiledFilter;
  sort?: SortOrder | undefined;
  skip?: number | undefined;
  /** 0 or missing: no limit. */
  limit?: number | undefined;
  hint?: unknown;
  /** The keys of the hinted index between which to read. */
  bounds?: KeyBounds | undefined;
  /** How many documents are likely to be taken, if not all. */
  expected?: number | undefined;
  /** The top-level fields (document keys) that somebody may look at in what is found, if not all. */
  fields?: ReadonlySet<string> | undefined;
  watch?: ScanWatch | undefined;
};

/** The most that a sort without an index may hold in memory. */
const sortBytes = 100 * 1024 * 1024;

/** Chooses a plan for a query. */
export function planQuery(collection: Collection, { filter, sort, hint, bounds }: Query): Plan {
  if (bounds) return boundsPlan(collection, bounds, hint, sort?.fields ?? []);
  return choosePlan(collection, { root: filter.root, sort: sort?.fields ?? [], hint });
}

/** The documents that match a query, in its order; read from the file as they are taken. */
export function queryDocuments(
  collection: Collection,
  query: Query,
  plan = planQuery(collection, query),
): Generator<FoundDocument> {
  const { sort, skip = 0, limit = 0 } = query;
  const isNatural = plan.kind === "collection" && sort?.fields[0]?.[0] === "$natural";
  const isSorted = !sort || isNatural || isInOrder(plan);
  const wanted = limit > 0 ? skip + limit : Number.POSITIVE_INFINITY;
  const found = matching(collection, query, plan, isSorted ? wanted : Number.POSITIVE_INFINITY);
  return cut(isSorted ? found : sorted(found, sort, wanted), skip, limit);
}

function* matching(
  collection: Collection,
  { filter, sort, expected = 101, fields, watch = new ScanWatch() }: Query,
  plan: Plan,
  wanted: number,
): Generator<FoundDocument> {
  const exact =
    (plan.kind === "index" && plan.exact) || (filter.root.kind === "always" && filter.root.result);
  const first = Math.min(wanted, expected) * (exact ? 1 : 2);
  for (const { record, body } of runPlan(collection, plan, first, sort)) {
    watch.examine();
    const found = new FoundDocument(record, body, fields);
    if (!exact && !filter.test(found.doc)) continue;
    watch.matched++;
    yield found;
  }
}

type Keyed = { key: SortKey; found: FoundDocument };

function* sorted(
  documents: Iterable<FoundDocument>,
  sort: SortOrder,
  wanted: number,
): Generator<FoundDocument> {
  const byKey = (a: Keyed, b: Keyed): number => sort.compare(a.key, b.key);
  let held: Keyed[] = [];
  let bytes = 0;
  for (const found of documents) {
    held.push({ key: sort.keyOf(found.doc), found: new FoundDocument(found.record, found.body) });
    bytes += found.body.length;
    if (held.length >= wanted * 2 + 1000) {
      held = held.sort(byKey).slice(0, wanted);
      bytes = held.reduce((sum, { found: { body } }) => sum + body.length, 0);
    }
    if (bytes > sortBytes) {
      throw mongoError(
        292,
        `Executor error during find command :: caused by :: Sort exceeded memory limit of ${sortBytes} bytes; an index on the sorted fields avoids the sort.`,
      );
    }
  }
  held.sort(byKey);
  for (const [at, { found }] of held.entries()) {
    if (at >= wanted) return;
    yield found;
  }
}

function* cut(
  documents: Iterable<FoundDocument>,
  skip: number,
  limit: number,
): Generator<FoundDocument> {
  let at = 0;
  for (const found of documents) {
    if (at++ < skip) continue;
    yield found;
    if (limit > 0 && at >= skip + limit) return;
  }
}
