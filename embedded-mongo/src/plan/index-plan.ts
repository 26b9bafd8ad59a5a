import { afterPrefix } from "../keys/index.ts";
import type { FilterNode } from "../match/filter-node.ts";
import type { KeyRange } from "../storage/entry-table.ts";
import type { Index } from "../storage/index-definition.ts";
import { type Condition, type Conditions, conditionsOf, missing } from "./condition-bounds.ts";
import { type Interval, intersectIntervals, isPoint, liesWithin } from "./intervals.ts";
import type { IndexPlan } from "./plan.ts";

/** A sort order: paths and directions. */
export type SortFields = readonly (readonly [path: string, direction: 1 | -1])[];

/** A query that a plan answers: a filter with its conditions, and an order. */
export interface Question {
  readonly root: FilterNode;
  readonly conditions: Conditions;
  readonly sort: SortFields;
}

const maxPrefixes = 256;
/** How many ranges are read side by side at most to merge their documents in order. */
const maxMerged = 100;

/** Plans how an index answers a question; `undefined` if the index may lack documents that match. */
export function planIndex(index: Index, question: Question): IndexPlan | undefined {
  if (!holdsAll(index, question)) {
    return undefined;
  }
  let prefixes: Buffer[] = [Buffer.alloc(0)];
  const ranges: KeyRange[] = [];
  const pinned: boolean[] = [];
  // Fields of which each range has one value.
  const fixed: boolean[] = [];
  let bounded = 0;
  let used = 0;
  let arrayBounds = false;
  for (const [position, field] of index.fields.entries()) {
    const multikey = index.multikey.has(position);
    // Conditions on two fields inside arrays may be met by different elements, which have different entries.
    const found =
      multikey && arrayBounds
        ? undefined
        : fieldIntervals(field, question.conditions.list, multikey);
    if (!found) {
      break;
    }
    arrayBounds ||= multikey;
    used += found.conditions;
    bounded++;
    const descending = index.directions[position] === -1;
    const stretches = descending ? [...found.intervals].reverse() : found.intervals;
    if (stretches.every(isPoint) && prefixes.length * stretches.length <= maxPrefixes) {
      prefixes = prefixes.flatMap((prefix) =>
        stretches.map(({ low }) => Buffer.concat([prefix, descending ? inverted(low) : low])),
      );
      pinned.push(stretches.length === 1);
      fixed.push(true);
      continue;
    }
    for (const prefix of prefixes) {
      for (const interval of stretches) {
        ranges.push(rangeUnder(prefix, interval, descending));
      }
    }
    prefixes = [];
    break;
  }
  for (const prefix of prefixes) {
    ranges.push({ low: prefix, high: afterPrefix(prefix) ?? null });
  }
  const wants = question.sort.length > 0;
  const order = wants ? orderOf(index, question.sort, pinned) : undefined;
  const merged =
    wants && !order && ranges.length <= maxMerged
      ? orderOf(index, question.sort, fixed)
      : undefined;
  const { list, areAll } = question.conditions;
  const isWholeKey = index.unique && pinned.length === index.fields.length;
  return {
    kind: "index",
    index,
    ranges,
    reverse: (order ?? merged) === "reverse",
    sorted: (order ?? merged) !== undefined,
    merged: merged !== undefined,
    exact: areAll && used === list.length && hasOneEntryEach(index, ranges, pinned),
    bounded,
    isOne: isWholeKey && ranges.length === 1,
  };
}

/** Says whether no document has two entries in what is read. */
function hasOneEntryEach(
  { multikey }: Index,
  ranges: readonly KeyRange[],
  pinned: readonly boolean[],
): boolean {
  return multikey.size === 0 || (ranges.length === 1 && [...multikey].every((it) => pinned[it]));
}

function fieldIntervals(
  field: string,
  conditions: readonly Condition[],
  multikey: boolean,
): { intervals: readonly Interval[]; conditions: number } | undefined {
  const mine = conditions.filter((condition) => condition.path === field);
  if (mine.length === 0) {
    return undefined;
  }
  if (!multikey) {
    const intervals = mine
      .map((condition) => condition.intervals)
      .reduce((a, b) => intersectIntervals(a, b));
    return { intervals, conditions: mine.length };
  }
  // Each condition may be met by another element of the array, so only one of them can narrow the scan.
  const best = mine.find(({ intervals }) => intervals.every(isPoint)) ?? mine[0]!;
  return { intervals: best.intervals, conditions: 1 };
}

function rangeUnder(prefix: Buffer, { low, high }: Interval, descending: boolean): KeyRange {
  if (!descending) {
    return { low: Buffer.concat([prefix, low]), high: Buffer.concat([prefix, high]) };
  }
  const first = afterPrefix(Buffer.concat([prefix, inverted(high)]));
  return {
    low: first ?? Buffer.from([0xff]),
    high: afterPrefix(Buffer.concat([prefix, inverted(low)])) ?? null,
  };
}

function inverted(bytes: Buffer): Buffer {
  return Buffer.from(bytes.map((byte) => ~byte & 0xff));
}

/** Returns the direction in which the index gives a sort order, if any. */
function orderOf(
  index: Index,
  sort: SortFields,
  pinned: readonly boolean[],
): "forward" | "reverse" | undefined {
  let direction: number | undefined;
  let position = 0;
  for (const [path, wanted] of sort) {
    if (isPinned(index, path, pinned)) {
      continue;
    }
    while (pinned[position] && index.fields[position] !== path) {
      position++;
    }
    if (index.fields[position] !== path || index.multikey.has(position)) {
      return undefined;
    }
    const own = index.directions[position]! * wanted;
    if (direction !== undefined && direction !== own) {
      return undefined;
    }
    direction = own;
    position++;
  }
  return direction === -1 ? "reverse" : "forward";
}

// A field of which only one value is read has any order.
function isPinned(index: Index, path: string, pinned: readonly boolean[]): boolean {
  const position = index.fields.indexOf(path);
  return pinned[position] === true && !index.multikey.has(position);
}

function holdsAll(index: Index, question: Question): boolean {
  if (index.sparse && !index.fields.some((field) => demandsPresence(field, question))) {
    return false;
  }
  return !index.partial || implies(question, index.partial.root);
}

function demandsPresence(field: string, { root, conditions }: Question): boolean {
  return (
    conditions.list.some(
      ({ path, intervals }) =>
        path === field && intersectIntervals(intervals, [missing]).length === 0,
    ) || leaves(root).some((leaf) => leaf.kind === "exists" && leaf.path === field)
  );
}

/** Says whether every document that matches the question also matches a partial index's filter. */
function implies(question: Question, partial: FilterNode): boolean {
  if (partial.kind === "and") {
    return partial.children.every((child) => implies(question, child));
  }
  if (partial.kind === "exists") {
    return demandsPresence(partial.path, question);
  }
  const [wanted] = conditionsOf(partial).list;
  if (!wanted) {
    return false;
  }
  return question.conditions.list.some(
    ({ path, intervals }) => path === wanted.path && liesWithin(intervals, wanted.intervals),
  );
}

function leaves(node: FilterNode): readonly FilterNode[] {
  return node.kind === "and" ? node.children.flatMap(leaves) : [node];
}
