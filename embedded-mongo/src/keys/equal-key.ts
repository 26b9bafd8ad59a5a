import { bsonType, isDoc } from "../values/bson-type.ts";
import { activeCollation, type Collation } from "../values/collation.ts";
import type { Doc } from "../values/doc.ts";
import { encodeKey } from "./encode-key.ts";

/** A text that is the same for all values that are equal, of whatever numeric type, by the collation of the moment. */
export function equalKey(value: unknown): string {
  const collation = activeCollation();
  return encodeKey([collation ? representative(value, collation) : value], []).toString("latin1");
}

function representative(value: unknown, collation: Collation): unknown {
  if (typeof value === "string") return collation.representative(value);
  if (bsonType(value) === "symbol") return collation.representative(String(value));
  if (Array.isArray(value)) return value.map((item) => representative(item, collation));
  if (!isDoc(value)) return value;
  const result: Doc = {};
  for (const key of Object.keys(value)) result[key] = representative(value[key], collation);
  return result;
}
