import { encodeKey, plainKeysOf, spreadKeysOf } from "../keys/index.ts";
import { type Doc, docKey, fieldOf, isDoc, openFields } from "../values/index.ts";
import type { Index } from "./index-definition.ts";

/** The keys under which an index holds a document, and which of its fields met an array for the first time. */
export type IndexEntries = { keys: Buffer[]; arrays: number[] };

/** The entries a document has in an index; none if the index is sparse or partial and leaves it out. */
export function indexEntries(index: Index, stored: Doc): IndexEntries {
  const doc = openFields(stored, index.reads);
  if (index.partial && !index.partial.test(doc)) return { keys: [], arrays: [] };
  const pattern = index.spec.key as Doc;
  const plain = plainKeysOf(doc, pattern, index);
  const found = plain ?? spreadKeysOf(doc, pattern, index);
  const keys = found.map((values) => encodeKey(values, index.directions));
  if (plain) return { keys, arrays: [] };
  const arrays: number[] = [];
  for (const [position, field] of index.fields.entries()) {
    if (!index.multikey.has(position) && meetsArray(doc, field)) arrays.push(position);
  }
  return { keys, arrays };
}

function meetsArray(doc: Doc, path: string): boolean {
  let value: unknown = doc;
  for (const part of path.split(".")) {
    if (!isDoc(value)) return false;
    value = fieldOf(value, docKey(part));
    if (Array.isArray(value)) return true;
  }
  return false;
}
