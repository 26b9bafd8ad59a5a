/** A decoded document: a plain object with its fields in stored order. `undefined` is a missing field. */
export type Doc = Record<string, unknown>;

/** Returns the value of a field, or `undefined` if the document does not have it (also for `constructor` and the like). */
export function fieldOf(doc: Doc, name: string): unknown {
  return Object.hasOwn(doc, name) ? doc[name] : undefined;
}

/** Returns the entry of a table with a name that a client sent, if there is one. */
export function entryOf<Entry>(table: Readonly<Record<string, Entry>>, name: string) {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** Says whether a path component is a decimal array index without leading zeros. */
export function isIndexLike(name: string): boolean {
  return /^(0|[1-9]\d{0,9})$/.test(name);
}
