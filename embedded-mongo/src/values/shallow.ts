import { openRaw } from "./decode.ts";
import type { Doc } from "./doc.ts";
import { RawValue } from "./raw-value.ts";

/**
 * The document with what was left as bytes decoded. With `keys` (document keys) only those fields are sure to be there: a copy of the
 * few costs less than one of all.
 */
export function openFields(
  doc: Doc,
  keys: readonly string[] | ReadonlySet<string> = Object.keys(doc),
): Doc {
  for (const key of keys) if (doc[key] instanceof RawValue) return copyOf(doc, keys);
  return doc;
}

function copyOf(doc: Doc, keys: Iterable<string>): Doc {
  const copy: Doc = {};
  for (const key of keys) {
    const value = doc[key];
    if (value !== undefined) copy[key] = value instanceof RawValue ? openRaw(value) : value;
  }
  return copy;
}
