import { encodeKey } from "./encode-key.ts";

/** Compares two values in MongoDB's order of all values: negative, zero or positive. */
export function compareValues(a: unknown, b: unknown): number {
  return a === b ? 0 : Buffer.compare(encodeKey([a], []), encodeKey([b], []));
}

/** Says whether two values are equal in MongoDB's sense (`1` and `1.0` are). */
export function equalValues(a: unknown, b: unknown): boolean {
  return compareValues(a, b) === 0;
}
