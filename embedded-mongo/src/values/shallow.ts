import { openRaw } from "./decode.ts";
import type { Doc } from "./doc.ts";
import { RawValue } from "./raw-value.ts";

/** Decodes the fields with these document keys that were left as bytes. The result is sure to hold those fields only. */
export function openFields(doc: Doc, keys: ReadonlySet<string>): Doc {
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
