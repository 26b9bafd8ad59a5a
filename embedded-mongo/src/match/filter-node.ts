import type { BsonType } from "../values/bson-type.ts";
import { type Doc, docKey } from "../values/doc.ts";

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
      readonly regexes: readonly { pattern: string; options: string }[];
    }
  | { readonly kind: "exists"; readonly path: string }
  | { readonly kind: "type"; readonly path: string; readonly types: ReadonlySet<BsonType> }
  | {
      readonly kind: "regex";
      readonly path: string;
      readonly pattern: string;
      readonly options: string;
    }
  | {
      readonly kind: "mod";
      readonly path: string;
      readonly divisor: bigint;
      readonly remainder: bigint;
    }
  | {
      readonly kind: "bits";
      readonly path: string;
      readonly op: string;
      readonly positions: readonly number[];
    }
  | { readonly kind: "size"; readonly path: string; readonly size: number }
  | { readonly kind: "elemMatchObject"; readonly path: string; readonly filter: FilterNode }
  | { readonly kind: "elemMatchValue"; readonly path: string; readonly filter: FilterNode };

/** A filter as a tree: what `compileFilter` understood, for planning and for the test itself. */
export type FilterNode =
  | FilterLeaf
  | { readonly kind: "and" | "or"; readonly children: readonly FilterNode[] }
  | { readonly kind: "not"; readonly child: FilterNode }
  | {
      readonly kind: "expr";
      readonly operator: "$expr" | "$jsonSchema";
      readonly test: (doc: Doc) => boolean;
    }
  | { readonly kind: "always"; readonly result: boolean };

/** The top-level fields that a filter looks at; undefined if that cannot be told. */
export function filterFields(node: FilterNode): ReadonlySet<string> | undefined {
  const fields = new Set<string>();
  return collectFields(node, fields) ? fields : undefined;
}

function collectFields(node: FilterNode, into: Set<string>): boolean {
  switch (node.kind) {
    case "and":
    case "or":
      return node.children.every((child) => collectFields(child, into));
    case "not":
      return collectFields(node.child, into);
    case "expr":
      return false;
    case "always":
      return true;
    default:
      into.add(docKey(firstPart(node.path)));
      return true;
  }
}

/** The top-level field of a dotted path. */
export function firstPart(path: string): string {
  const dot = path.indexOf(".");
  return dot === -1 ? path : path.slice(0, dot);
}
