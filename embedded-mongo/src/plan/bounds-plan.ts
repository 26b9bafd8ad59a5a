import { mongoError } from "../errors/mongo-error.ts";
import { encodeKey } from "../keys/index.ts";
import type { Collection } from "../storage/catalog.ts";
import type { Index } from "../storage/index-definition.ts";
import { type Doc, fieldName } from "../values/index.ts";
import { hintedIndex } from "./choose-plan.ts";
import { planIndex, type SortFields } from "./index-plan.ts";
import type { IndexPlan } from "./plan.ts";

/** The keys of an index between which to read: from `min` up to, not including, `max`. */
export type KeyBounds = { readonly min?: Doc | undefined; readonly max?: Doc | undefined };

/** Reads the index that the hint names between two of its keys. */
export function boundsPlan(
  collection: Collection,
  { min, max }: KeyBounds,
  hint: unknown,
  sort: SortFields,
): IndexPlan {
  if (hint === undefined)
    throw mongoError(51173, "When using min()/max() a hint of which index to use must be provided");
  const index = hintedIndex(collection, hint);
  const low = min ? keyOf(index, min) : Buffer.alloc(0);
  const high = max ? keyOf(index, max) : null;
  if (high && Buffer.compare(low, high) >= 0)
    throw mongoError(
      51175,
      "The value provided for min() does not come before the value provided for max()",
    );
  const whole = planIndex(index, {
    root: { kind: "always", result: true },
    conditions: [],
    complete: false,
    sort,
  });
  return {
    kind: "index",
    index,
    ranges: [{ low, high }],
    reverse: whole?.reverse ?? false,
    sorted: whole?.sorted ?? false,
    merged: false,
    exact: false,
    bounded: 0,
    points: false,
    one: false,
  };
}

function keyOf(index: Index, bound: Doc): Buffer {
  const names = Object.keys(bound).map(fieldName);
  const fits =
    names.length === index.fields.length && names.every((name, at) => name === index.fields[at]);
  if (!fits) throw mongoError(51174, "The index chosen is not compatible with min/max");
  return encodeKey(Object.values(bound), index.directions);
}
