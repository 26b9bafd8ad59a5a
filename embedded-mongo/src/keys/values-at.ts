import { emptyArray } from "../values/bson-type.ts";
import type { Doc } from "../values/doc.ts";
import { compareValues } from "./compare-values.ts";
import { indexKeysOf } from "./index-keys.ts";

/** Returns the different values of a path in their order; arrays on it count by their elements. */
export function valuesAt(doc: Doc, path: readonly string[]): unknown[] {
  // A sparse index has no key for a missing field and one of its own for an empty array: neither is a value.
  return indexKeysOf(doc, { paths: [path], sparse: true })
    .keys.map(([value]) => value)
    .filter((value) => value !== emptyArray)
    .sort(compareValues);
}
