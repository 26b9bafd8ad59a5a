import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import { encodeKey, indexKeysOf } from "../keys/index.ts";
import { type Doc, fieldName, isDoc, isNumber } from "../values/index.ts";
import type { SortFields } from "./index-plan.ts";

/** A sort order that has been read once: its fields, and the bytes by which a document is ordered. */
export type SortOrder = { fields: SortFields; keyOf(doc: Doc): Buffer };

/** Reads a sort specification; an empty one is no order. */
export function readSortOrder(spec: Doc | undefined): SortOrder | undefined {
  if (!spec || Object.keys(spec).length === 0) return undefined;
  const fields = Object.entries(spec).map(
    ([key, value]) => [fieldName(key), direction(value)] as const,
  );
  const directions = fields.map(([, sign]) => sign);
  return {
    fields,
    keyOf(doc) {
      const keys = indexKeysOf(doc, spec).map((values) => encodeKey(values, directions));
      // An array stands for its smallest element, in a descending order for its greatest.
      return keys.length === 1
        ? keys[0]!
        : keys.reduce((a, b) => (Buffer.compare(b, a) < 0 ? b : a));
    },
  };
}

function direction(value: unknown): 1 | -1 {
  if (isDoc(value)) throw notAvailable("$meta in a sort");
  const sign = isNumber(value) ? Number(String(value)) : 0;
  if (sign !== 1 && sign !== -1) {
    throw mongoError(15975, "$sort key ordering must be 1 (for ascending) or -1 (for descending)");
  }
  return sign;
}
