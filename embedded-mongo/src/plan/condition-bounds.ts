import { rankByte } from "../keys/encode-key.ts";
import type { FilterLeaf, FilterNode } from "../match/filter-node.ts";
import { bsonType, typeRank } from "../values/index.ts";
import { isNaNValue } from "../values/numbers.ts";
import { type Interval, intersectIntervals, joinIntervals, pointInterval } from "./intervals.ts";

/** A condition that every matching document meets: one of the values at a path is in the intervals. */
export interface Condition {
  readonly path: string;
  readonly intervals: readonly Interval[];
}

/** The conditions in a filter that an index can use. */
export interface Conditions {
  readonly list: readonly Condition[];
  /** Whether a document that meets the conditions is sure to match the filter. */
  readonly areAll: boolean;
}

const nullRank = 5;
/** The values under which a missing field is indexed. */
export const missing: Interval = {
  low: Buffer.of(rankByte(0)),
  high: Buffer.of(rankByte(nullRank) + 1),
};

/** Finds the conditions in a filter that an index can use. */
export function conditionsOf(node: FilterNode, prefix = ""): Conditions {
  switch (node.kind) {
    case "and": {
      const parts = node.children.map((child) => conditionsOf(child, prefix));
      return {
        list: parts.flatMap(({ list }) => list),
        areAll: parts.every(({ areAll }) => areAll),
      };
    }
    case "or":
    case "not":
      return { list: [], areAll: false };
    case "elemMatchObject": {
      const { list } = conditionsOf(node.filter, `${prefix}${node.path}.`);
      return { list, areAll: false };
    }
    case "elemMatchValue": {
      // All conditions are on the same element, so their intervals are intersected.
      const own = conditionsOf(node.filter).list.filter(({ path }) => path === "");
      const [first, ...others] = own.map(({ intervals }) => intervals);
      const intervals = first && others.reduce(intersectIntervals, first);
      return { list: intervals ? [{ path: prefix + node.path, intervals }] : [], areAll: false };
    }
    default: {
      const found = intervalsOf(node);
      if (!found) {
        return { list: [], areAll: false };
      }
      const { intervals, isExact } = found;
      return { list: [{ path: prefix + node.path, intervals }], areAll: isExact };
    }
  }
}

/** Intervals of index keys, and whether all documents in them match. */
interface Found {
  readonly intervals: readonly Interval[];
  readonly isExact: boolean;
}

function intervalsOf(leaf: FilterLeaf): Found | undefined {
  switch (leaf.kind) {
    case "compare":
      return leaf.op === "$eq" ? equalTo([leaf.value]) : comparedTo(leaf.op, leaf.value);
    case "in":
      return leaf.regexes.length > 0 ? undefined : equalTo(leaf.values);
    default:
      return undefined;
  }
}

function equalTo(values: readonly unknown[]): Found | undefined {
  const intervals: Interval[] = [];
  let isExact = true;
  for (const value of values) {
    const type = bsonType(value);
    // An array equals the whole value or an element; a regular expression may be meant to match strings.
    if (type === "array" || type === "regex") {
      return undefined;
    }
    if (type === "null" || type === "object") {
      isExact = false;
    }
    intervals.push(type === "null" ? missing : pointInterval(value));
  }
  return { intervals: joinIntervals(intervals), isExact };
}

const unordered = new Set(["array", "regex", "null", "minKey", "maxKey", "object"]);

function comparedTo(op: "$gt" | "$gte" | "$lt" | "$lte", value: unknown): Found | undefined {
  const isNumeric = typeRank(value) === 10;
  if (unordered.has(bsonType(value)) || (isNumeric && isNaNValue(value))) {
    return undefined;
  }
  const rank = rankByte(typeRank(value));
  const { low, high } = pointInterval(value);
  // NaN is the smallest number and matches no comparison.
  const start = isNumeric ? pointInterval(Number.NaN).high : Buffer.of(rank);
  const end = Buffer.of(rank + 1);
  const interval = {
    $gt: { low: high, high: end },
    $gte: { low, high: end },
    $lt: { low: start, high: low },
    $lte: { low: start, high },
  }[op];
  return { intervals: [interval], isExact: true };
}
