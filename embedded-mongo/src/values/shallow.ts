import { openRaw } from "./decode.ts";
import type { Doc } from "./doc.ts";
import { RawValue } from "./raw-value.ts";

/** The document with these of its fields (document keys; all, if not told) decoded that were left as bytes. */
export function openFields(doc: Doc, keys: Iterable<string> = Object.keys(doc)): Doc {
  let opened: Doc | undefined;
  for (const key of keys) {
    const value = doc[key];
    if (!(value instanceof RawValue)) continue;
    opened ??= { ...doc };
    opened[key] = openRaw(value);
  }
  return opened ?? doc;
}
