import type { KeyRange } from "../storage/entry-table.ts";
import type { Index } from "../storage/index-definition.ts";

/** How the documents that may match a filter are found. They are tested afterwards unless the plan is exact. */
export type Plan =
  | { readonly kind: "nothing" }
  | { readonly kind: "collection" }
  | IndexPlan
  | UnionPlan;

/** Everything that any of several plans finds. */
export interface UnionPlan {
  readonly kind: "union";
  readonly plans: readonly Plan[];
  /** Each plan is in the order that was asked for, and they are merged. */
  readonly merged: boolean;
  /** Every document that is found matches and needs no test. */
  readonly exact: boolean;
}

/** The documents with entries in some ranges of an index, in the order of the index. */
export interface IndexPlan {
  readonly kind: "index";
  readonly index: Index;
  readonly ranges: readonly KeyRange[];
  readonly reverse: boolean;
  /** The order is the one that was asked for. */
  readonly sorted: boolean;
  /** Only each range is in that order: the ranges have to be merged. */
  readonly merged: boolean;
  /** Every document that is found matches and needs no test. */
  readonly exact: boolean;
  /** How many of the index's fields limit the ranges. */
  readonly bounded: number;
  /** At most one document is found: the index is unique and every field has one value. */
  readonly isOne: boolean;
}
