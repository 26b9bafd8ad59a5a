import { MongoError, mongoError, notAvailable } from "../errors/mongo-error.ts";
import { isDoc, isNumber } from "../values/bson-type.ts";
import { activeCollation } from "../values/collation.ts";
import { compareValues } from "../values/compare.ts";
import { type Doc, fieldName } from "../values/doc.ts";
import { fieldPathParts } from "../values/field-path.ts";
import { encodeKey } from "./encode-key.ts";
import { indexKeysOf } from "./index-keys.ts";

/** What a document is ordered by: bytes, or the values themselves where a collation decides. */
export type SortKey = Buffer | readonly unknown[];

/** A sort order that has been read once: its fields, what a document is ordered by, and how that is compared. */
export interface SortOrder {
  readonly fields: readonly (readonly [string, 1 | -1])[];
  keyOf(doc: Doc): SortKey;
  compare(a: SortKey, b: SortKey): number;
}

/** Reads a sort specification; an empty one is no order. */
export function readSortOrder(spec: Doc | undefined): SortOrder | undefined {
  if (!spec || Object.keys(spec).length === 0) return undefined;
  const fields = Object.entries(spec).map(([key, value]) => {
    const path = fieldName(key);
    if (path !== "$natural") fieldPathParts(path);
    return [path, direction(value)] as const;
  });
  const directions = fields.map(([, sign]) => sign);
  return {
    fields,
    ...(activeCollation() ? orderByValues(spec, directions) : orderByBytes(spec, directions)),
  };
}

type Order = Pick<SortOrder, "keyOf" | "compare">;

function orderByBytes(spec: Doc, directions: readonly (1 | -1)[]): Order {
  const compare = (a: SortKey, b: SortKey): number => Buffer.compare(a as Buffer, b as Buffer);
  return {
    compare,
    keyOf: (doc) =>
      keysOf(doc, spec)
        .map((values) => encodeKey(values, directions))
        .reduce((least, key) => (compare(key, least) < 0 ? key : least)),
  };
}

function orderByValues(spec: Doc, directions: readonly (1 | -1)[]): Order {
  const compare = (a: SortKey, b: SortKey): number => {
    for (const [at, sign] of directions.entries()) {
      const order = compareValues(a[at], b[at]);
      if (order !== 0) return sign * order;
    }
    return 0;
  };
  return {
    compare,
    keyOf: (doc) =>
      keysOf(doc, spec).reduce((least, key) => (compare(key, least) < 0 ? key : least)),
  };
}

/** Puts documents into an order; those that are equal in it stay as they came. */
export function sortedBy<Item>(
  items: Iterable<Item>,
  order: SortOrder,
  docOf: (item: Item) => Doc,
): Item[] {
  const keyed = Array.from(items, (item) => ({ item, key: order.keyOf(docOf(item)) }));
  return keyed.sort((a, b) => order.compare(a.key, b.key)).map(({ item }) => item);
}

function keysOf(doc: Doc, spec: Doc): unknown[][] {
  try {
    return indexKeysOf(doc, spec);
  } catch (error) {
    if (!(error instanceof MongoError) || error.code !== 171) throw error;
    throw mongoError(2, "cannot sort with keys that are parallel arrays");
  }
}

function direction(value: unknown): 1 | -1 {
  if (isDoc(value)) throw notAvailable("$meta in a sort");
  const sign = isNumber(value) ? Number(String(value)) : 0;
  if (sign !== 1 && sign !== -1) {
    throw mongoError(15975, "$sort key ordering must be 1 (for ascending) or -1 (for descending)");
  }
  return sign;
}
