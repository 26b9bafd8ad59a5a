import type { BsonType } from "../values/bson-type.ts";
import { docKey } from "../values/doc.ts";

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
  | { readonly kind: "size"; readonly path: string; readonly size: number }
  | { readonly kind: "elemMatchObject"; readonly path: string; readonly filter: FilterNode }
  | { readonly kind: "elemMatchValue"; readonly path: string; readonly filter: FilterNode };

/** A filter as a tree: what `compileFilter` understood, for planning and for the test itself. */
export type FilterNode =
  | FilterLeaf
  | { readonly kind: "and" | "or"; readonly children: readonly FilterNode[] }
  | { readonly kind: "not"; readonly child: FilterNode }
  | { readonly kind: "always"; readonly result: boolean };

/** Lists the top-level fields (document keys) that a filter looks at. */
export function filterFields(node: FilterNode): ReadonlySet<string> {
  const fields = new Set<string>();
  collectFields(node, fields);
  return fields;
}

function collectFields(node: FilterNode, into: Set<string>): void {
  switch (node.kind) {
    case "and":
    case "or":
      for (const child of node.children) collectFields(child, into);
      break;
    case "not":
      collectFields(node.child, into);
      break;
    case "always":
      break;
    default:
      into.add(docKey(firstPart(node.path)));
  }
}

/** The top-level field of a dotted path. */
export function firstPart(path: string): string {
  const dot = path.indexOf(".");
  return dot === -1 ? path : path.slice(0, dot);
}
