/**
 * A decoded document: a plain object with its fields in stored order.
 *
 * JavaScript moves integer-like keys to the front and treats `__proto__`
 * specially, so such names are held with a NUL before them, which no BSON field
 * name can contain. `docKey` turns a name into its key and `fieldName` turns it
 * back; `decode` and `encode` do so for whole documents. `undefined` is a
 * missing field, and values are never functions.
 */
export type Doc = Record<string, unknown>;

/** The property under which a document holds the field of this name. */
export function docKey(name: string): string {
  const first = name.charCodeAt(0);
  if (first >= 48 && first <= 57) return isIndexLike(name) ? `\0${name}` : name;
  return name === "__proto__" ? "\0__proto__" : name;
}

/** The field name held under a property: the reverse of `docKey`. */
export function fieldName(key: string): string {
  return key.charCodeAt(0) === 0 ? key.slice(1) : key;
}

/** The value of a field by its document key, or `undefined` if the document has none (also for `constructor` and the like). */
export function fieldOf(doc: Doc, key: string): unknown {
  const value = doc[key];
  return typeof value === "function" ? undefined : value;
}

/** Says whether a path component is a decimal array index without leading zeros. */
export function isIndexLike(name: string): boolean {
  const { length } = name;
  if (length === 0 || length > 10) return false;
  if (length > 1 && name.charCodeAt(0) === 48) return false;
  for (let at = 0; at < length; at++) {
    const code = name.charCodeAt(at);
    if (code < 48 || code > 57) return false;
  }
  return true;
}
