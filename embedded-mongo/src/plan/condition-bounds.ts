import { encodeKey, rankByte } from "../keys/encode-key.ts";
import { afterPrefix } from "../keys/index.ts";
import type { FilterLeaf, FilterNode } from "../match/filter-node.ts";
import { bsonType, typeRank } from "../values/index.ts";
import { type Interval, intersectIntervals, joinIntervals, pointInterval } from "./intervals.ts";

/** What a filter demands of the values at a path: one of them must lie in the intervals. */
export type Condition = {
  readonly path: string;
  readonly intervals: readonly Interval[];
  /** The intervals say all that the condition says, so that no document need be asked again. */
  readonly exact: boolean;
};

const nullRank = 5;
const regexRank = 50;
/** The values that a missing field is indexed as, or equal to. */
export const missing: Interval = {
  low: Buffer.of(rankByte(0)),
  high: Buffer.of(rankByte(nullRank) + 1),
};

/** The conditions that every matching document fulfils, as far as an index could help with them. */
export function conditionsOf(node: FilterNode, prefix = ""): Condition[] {
  switch (node.kind) {
    case "and":
      return node.children.flatMap((child) => conditionsOf(child, prefix));
    case "elemMatchObject":
      return conditionsOf(node.filter, `${prefix}${node.path}.`).map((condition) => ({
        ...condition,
        exact: false,
      }));
    case "elemMatchValue":
      return elementCondition(`${prefix}${node.path}`, node.filter);
    case "compare":
    case "in":
    case "regex": {
      const found = leafIntervals(node);
      return found ? [{ path: `${prefix}${node.path}`, ...found }] : [];
    }
    default:
      return [];
  }
}

/** Says whether the conditions together say all that the filter says. */
export function saysAll(node: FilterNode): boolean {
  if (node.kind === "and") return node.children.every(saysAll);
  if (node.kind === "always") return node.result;
  if (node.kind !== "compare" && node.kind !== "in") return false;
  return leafIntervals(node)?.exact === true;
}

// All conditions are on the same element, so they may be intersected even where several elements are indexed.
function elementCondition(path: string, filter: FilterNode): Condition[] {
  const inner = conditionsOf(filter).filter((condition) => condition.path === "");
  if (inner.length === 0) return [];
  const intervals = inner
    .map((condition) => condition.intervals)
    .reduce((a, b) => intersectIntervals(a, b));
  return [{ path, intervals, exact: false }];
}

type Found = { intervals: readonly Interval[]; exact: boolean };

const known = new WeakMap<FilterLeaf, Found | undefined>();

/** Asked for the conditions of a filter, and again for whether they say all of it. */
function leafIntervals(leaf: FilterLeaf): Found | undefined {
  if (!known.has(leaf)) known.set(leaf, findIntervals(leaf));
  return known.get(leaf);
}

function findIntervals(leaf: FilterLeaf): Found | undefined {
  if (leaf.kind === "compare") {
    return leaf.op === "$eq" ? equalTo([leaf.value]) : comparedTo(leaf.op, leaf.value);
  }
  if (leaf.kind === "in") return leaf.regexes.length > 0 ? undefined : equalTo(leaf.values);
  if (leaf.kind === "regex") return beginningWith(leaf.pattern, leaf.options);
  return undefined;
}

function equalTo(values: readonly unknown[]): Found | undefined {
  const intervals: Interval[] = [];
  let exact = true;
  for (const value of values) {
    const type = bsonType(value);
    // An array is equal to the whole value or to an element; a pattern may be meant to match strings.
    if (type === "array" || type === "regex") return undefined;
    const isMissing = type === "null" || type === "undefined";
    if (isMissing || type === "object") exact = false;
    intervals.push(isMissing ? missing : pointInterval(value));
  }
  return { intervals: joinIntervals(intervals), exact };
}

const unordered = new Set(["array", "regex", "null", "undefined", "minKey", "maxKey", "object"]);

function comparedTo(op: "$gt" | "$gte" | "$lt" | "$lte", value: unknown): Found | undefined {
  if (unordered.has(bsonType(value)) || Number.isNaN(Number(value))) {
    const ordered =
      bsonType(value) === "string" ||
      bsonType(value) === "binData" ||
      bsonType(value) === "objectId" ||
      bsonType(value) === "timestamp";
    if (!ordered) return undefined;
  }
  const rank = rankByte(typeRank(value));
  const { low, high } = pointInterval(value);
  // NaN is the smallest number and matches no comparison, so numbers are asked again.
  const exact = typeRank(value) !== 10;
  if (op === "$gt") return { intervals: [{ low: high, high: Buffer.of(rank + 1) }], exact };
  if (op === "$gte") return { intervals: [{ low, high: Buffer.of(rank + 1) }], exact };
  if (op === "$lt") return { intervals: [{ low: Buffer.of(rank), high: low }], exact };
  return { intervals: [{ low: Buffer.of(rank), high }], exact };
}

function beginningWith(pattern: string, options: string): Found | undefined {
  if (options !== "" || !pattern.startsWith("^") || pattern.includes("|")) return undefined;
  let text = /^[A-Za-z0-9 _:@/-]*/.exec(pattern.slice(1))![0];
  // A quantifier makes the last character optional.
  if (/[*?{+]/.test(pattern.charAt(1 + text.length))) text = text.slice(0, -1);
  if (text === "") return undefined;
  const low = sharedStart(encodeKey([text], [1]), encodeKey([`${text}a`], [1]));
  const patterns: Interval = {
    low: Buffer.of(rankByte(regexRank)),
    high: Buffer.of(rankByte(regexRank) + 1),
  };
  return { intervals: [{ low, high: afterPrefix(low)! }, patterns], exact: false };
}

function sharedStart(a: Buffer, b: Buffer): Buffer {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return a.subarray(0, at);
}
