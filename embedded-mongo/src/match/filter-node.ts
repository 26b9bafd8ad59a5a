import type { BsonType } from "../values/bson-type.ts";

/** A comparison with one value. */
export type ComparisonOperator = "$eq" | "$gt" | "$gte" | "$lt" | "$lte";

/** One condition on the values at a path. `$ne`, `$nin` and `$not` are held as `not` around their opposite. */
export type FilterLeaf =
  | {
      readonly kind: "compare";
      readonly path: string;
      readonly op: ComparisonOperator;
      readonly value: unknown;
    }
  | {
      readonly kind: "in";
      readonly path: string;
      readonly values: readonly unknown[];
      readonly regexes: readonly RegExp[];
    }
  | { readonly kind: "exists"; readonly path: string }
  | { readonly kind: "type"; readonly path: string; readonly types: ReadonlySet<BsonType> }
  | {
      readonly kind: "regex";
      readonly path: string;
      readonly pattern: string;
      readonly options: string;
      readonly regex: RegExp;
    }
  | { readonly kind: "size"; readonly path: string; readonly size: number }
  | { readonly kind: "elemMatchObject"; readonly path: string; readonly filter: FilterNode }
  | { readonly kind: "elemMatchValue"; readonly path: string; readonly filter: FilterNode };

/** A filter as a tree, for planning and for testing documents. An empty `and` matches everything, an empty `or` nothing. */
export type FilterNode =
  | FilterLeaf
  | { readonly kind: "and" | "or"; readonly children: readonly FilterNode[] }
  | { readonly kind: "not"; readonly child: FilterNode };
