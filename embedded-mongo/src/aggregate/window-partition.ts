import type { SortKey, SortOrder } from "../keys/sort-order.ts";
import type { Doc } from "../values/doc.ts";
import type { AggregateEnv } from "./aggregate-env.ts";
import type { Scope } from "./expression.ts";
import { scopeOf } from "./stage.ts";

/** The documents that a window function sees, in order. */
export interface Partition {
  readonly docs: readonly Doc[];
  readonly scopes: readonly Scope[];
  readonly order: SortOrder | undefined;
  /** What each document is ordered by; empty if there is no order. */
  readonly keys: readonly SortKey[];
}

/** Puts the documents of a partition in order. */
export function makePartition(
  docs: readonly Doc[],
  order: SortOrder | undefined,
  env: AggregateEnv,
): Partition {
  const keyed = docs.map((doc) => ({ doc, key: order?.keyOf(doc) }));
  if (order) keyed.sort((a, b) => order.compare(a.key as SortKey, b.key as SortKey));
  const sorted = keyed.map(({ doc }) => doc);
  return {
    docs: sorted,
    scopes: sorted.map((doc) => scopeOf(doc, env)),
    order,
    keys: order ? keyed.map(({ key }) => key as SortKey) : [],
  };
}
