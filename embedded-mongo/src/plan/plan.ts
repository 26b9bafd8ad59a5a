import type { KeyRange } from "../storage/entry-table.ts";
import type { Index } from "../storage/index-definition.ts";

/** How the documents that may match a filter are found. Whether they do match is asked afterwards. */
export type Plan =
  | { readonly kind: "nothing" }
  | { readonly kind: "collection"; readonly reverse: boolean }
  | IndexPlan
  | UnionPlan;

/** What any of several plans finds. */
export type UnionPlan = {
  readonly kind: "union";
  readonly plans: readonly Plan[];
  /** Each plan is in the order that was asked for; the union is so when they are merged. */
  readonly merged: boolean;
};

/** The documents with entries in some ranges of an index, in the order of the index. */
export type IndexPlan = {
  readonly kind: "index";
  readonly index: Index;
  readonly ranges: readonly KeyRange[];
  readonly reverse: boolean;
  /** The order is the one that was asked for. */
  readonly sorted: boolean;
  /** The order is that of each range for itself: the ranges have to be merged. */
  readonly merged: boolean;
  /** Every document found matches; none needs to be asked. */
  readonly exact: boolean;
  /** How many of the index's fields narrow the ranges. */
  readonly bounded: number;
  /** Each range holds the one entry of a whole key: the index is unique, and every field is given. */
  readonly points: boolean;
  /** There is one such range, so at most one document. */
  readonly one: boolean;
};
