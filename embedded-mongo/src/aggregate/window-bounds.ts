import { mongoError } from "../errors/mongo-error.ts";
import type { SortOrder } from "../keys/sort-order.ts";
import { add } from "../values/arithmetic.ts";
import { bsonType, isDoc, isNumber } from "../values/bson-type.ts";
import { compareValues } from "../values/compare.ts";
import { type Doc, docKey } from "../values/doc.ts";
import { wholeInt32 } from "../values/integers.ts";
import { addUnits, readUnit, type Unit } from "./date-units.ts";
import { typeName } from "./expression.ts";
import { valueAt } from "./stage.ts";
import { timeZone } from "./time-zone.ts";
import type { Partition } from "./window-partition.ts";

/** Where the window of a document begins and (not included) ends. */
export interface Window {
  /** Whether every window begins with the partition. */
  readonly fromStart: boolean;
  of(partition: Partition, at: number): readonly [from: number, to: number];
}

const everything: Window = {
  fromStart: true,
  of: ({ docs }) => [0, docs.length],
};

type Bound = "unbounded" | "current" | { readonly by: unknown };

/** Reads the `window` of an output field. */
export function readWindow(spec: unknown, order: SortOrder | undefined): Window {
  if (spec === undefined) return everything;
  if (!isDoc(spec))
    throw mongoError(9, `'window' field must be an object, found ${typeName(spec)}`);
  for (const key of Object.keys(spec)) {
    if (key !== "documents" && key !== "range" && key !== "unit")
      throw mongoError(9, `'window' field that is unknown: ${key}`);
  }
  const { documents, range, unit } = spec;
  if (documents !== undefined && range !== undefined)
    throw mongoError(9, "Window bounds can specify either 'documents' or 'range', not both.");
  if (documents !== undefined) {
    if (unit !== undefined)
      throw mongoError(9, "Window bounds can only specify 'unit' with range-based bounds.");
    return documentWindow(readBounds(documents, "documents"), order);
  }
  if (range !== undefined)
    return rangeWindow(
      readBounds(range, "range"),
      unit === undefined ? undefined : readUnit(unit, "window"),
      order,
    );
  if (unit !== undefined)
    throw mongoError(9, "'unit' can only be used with window bounds that have a 'range'");
  return everything;
}

function readBounds(bounds: unknown, kind: "documents" | "range"): readonly [Bound, Bound] {
  if (!Array.isArray(bounds) || bounds.length !== 2)
    throw mongoError(9, `Window bounds must be a 2-element array: ${kind}`);
  const [lower, upper] = bounds.map((bound: unknown): Bound => {
    if (bound === "unbounded" || bound === "current") return bound;
    if (!isNumber(bound) || (kind === "documents" && wholeInt32(bound) === undefined))
      throw mongoError(
        9,
        kind === "documents"
          ? "Numeric document-based bounds must be an integer"
          : "Range-based bounds expression must be a number",
      );
    return { by: bound };
  }) as [Bound, Bound];
  if (distance(lower, -1) > distance(upper, 1))
    throw mongoError(5339900, "Lower bound must not exceed upper bound");
  return [lower, upper];
}

function distance(bound: Bound, end: 1 | -1): number {
  if (bound === "unbounded") return end * Number.POSITIVE_INFINITY;
  return bound === "current" ? 0 : Number(String(bound.by));
}

function documentWindow(
  [lower, upper]: readonly [Bound, Bound],
  order: SortOrder | undefined,
): Window {
  const [first, last] = [distance(lower, -1), distance(upper, 1)];
  const whole = lower === "unbounded" && upper === "unbounded";
  if (!order && !whole) throw mongoError(5339901, "Document-based bounds require a sortBy");
  return {
    fromStart: lower === "unbounded",
    of: ({ docs }, at) => [
      Math.min(Math.max(0, at + first), docs.length),
      Math.max(0, Math.min(docs.length, at + last + 1)),
    ],
  };
}

function rangeWindow(
  [lower, upper]: readonly [Bound, Bound],
  unit: Unit | undefined,
  order: SortOrder | undefined,
): Window {
  const [field, ...others] = order?.fields ?? [];
  if (!field || others.length > 0 || field[1] !== 1)
    throw mongoError(5339902, "Range-based bounds require sortBy a single ascending field");
  const keys = field[0].split(".").map(docKey);
  const moved = (value: unknown, bound: Bound): unknown => {
    const by = bound === "current" ? undefined : (bound as { by: unknown }).by;
    if (by === undefined) return value;
    if (!unit) return add(value, by);
    const count = wholeInt32(by);
    if (count === undefined)
      throw mongoError(9, "With 'unit', range-based bounds must be an integer");
    return addUnits(value as Date, unit, count, timeZone("UTC"));
  };
  return {
    fromStart: lower === "unbounded",
    of({ docs }, at) {
      const values = (index: number): unknown => valueAt(docs[index] as Doc, keys) ?? null;
      const value = values(at);
      checkOrdered(value, unit);
      let [from, to] = [at, at + 1];
      if (lower === "unbounded") from = 0;
      else from = border(docs.length, values, (one) => compareValues(one, moved(value, lower)) < 0);
      if (upper === "unbounded") to = docs.length;
      else to = border(docs.length, values, (one) => compareValues(one, moved(value, upper)) <= 0);
      return [from, Math.max(from, to)];
    },
  };
}

function checkOrdered(value: unknown, unit: Unit | undefined): void {
  if (unit && bsonType(value) !== "date")
    throw mongoError(
      5429413,
      `Invalid range: Expected the sortBy field to be a Date, but it was ${typeName(value)}`,
    );
  if (!unit && !isNumber(value))
    throw mongoError(
      5429414,
      `Invalid range: Expected the sortBy field to be a number, but it was ${typeName(value)}`,
    );
}

/** The first index whose value does not lie before the border. */
function border(
  count: number,
  values: (index: number) => unknown,
  isBefore: (value: unknown) => boolean,
): number {
  let [from, to] = [0, count];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (isBefore(values(middle))) from = middle + 1;
    else to = middle;
  }
  return from;
}
