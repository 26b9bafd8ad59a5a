import type { ComparisonOperator } from "../match/filter-node.ts";
import { bsonType, typeRank } from "../values/bson-type.ts";
import { encodeKey, rankByte } from "./encode-key.ts";

/** A range of keys in byte order: from `from` (within) to `to` (without; `undefined` is the end). */
export interface KeyRange {
  readonly from: Buffer;
  readonly to: Buffer | undefined;
}

/** The first key after all keys that begin with these bytes, or `undefined` if there can be none. */
export function afterPrefix(prefix: Buffer): Buffer | undefined {
  for (let length = prefix.length; length > 0; length--) {
    const last = prefix[length - 1] as number;
    if (last === 255) continue;
    const next = Buffer.from(prefix.subarray(0, length));
    next[length - 1] = last + 1;
    return next;
  }
  return undefined;
}

/** All keys that begin with these bytes. */
export function prefixRange(prefix: Buffer): KeyRange {
  return { from: prefix, to: afterPrefix(prefix) };
}

/**
 * The keys after `prefix` whose next field can satisfy a comparison, within the
 * operand's type bracket as MongoDB compares. The range may hold a few keys
 * too many, never too few, so matches must still be tested. `undefined` means
 * that the index cannot narrow this comparison: an array operand (a multikey
 * index holds its elements), or MinKey and MaxKey.
 */
export function fieldRange(
  prefix: Buffer,
  operator: ComparisonOperator,
  value: unknown,
  direction: 1 | -1,
): KeyRange | undefined {
  const type = bsonType(value);
  if (type === "array" || type === "minKey" || type === "maxKey") return undefined;
  const rank = typeRank(value);
  // Undefined and null match each other, and a missing field is indexed as null.
  const lowestRank = rank === 5 ? 0 : rank;
  if (type === "null" || type === "undefined") {
    return operator === "$gt" || operator === "$lt"
      ? { from: prefix, to: prefix }
      : between(prefix, bracket(lowestRank, direction), bracket(5, direction), direction);
  }
  const whole = between(prefix, bracket(rank, direction), bracket(rank, direction), direction);
  const key = Buffer.concat([prefix, encodeKey([value], [direction])]);
  const upwards = direction === 1 ? operator : (mirrored[operator] ?? operator);
  switch (upwards) {
    case "$eq":
      return prefixRange(key);
    case "$gt":
      return { from: afterPrefix(key) ?? key, to: whole.to };
    case "$gte":
      return { from: key, to: whole.to };
    case "$lt":
      return { from: whole.from, to: key };
    default:
      return { from: whole.from, to: afterPrefix(key) };
  }
}

const mirrored: Partial<Record<ComparisonOperator, ComparisonOperator>> = {
  $gt: "$lt",
  $gte: "$lte",
  $lt: "$gt",
  $lte: "$gte",
};

function bracket(rank: number, direction: 1 | -1): Buffer {
  const byte = rankByte(rank);
  return Buffer.from([direction === 1 ? byte : ~byte & 0xff]);
}

function between(prefix: Buffer, low: Buffer, high: Buffer, direction: 1 | -1): KeyRange {
  const [first, last] = direction === 1 ? [low, high] : [high, low];
  return { from: Buffer.concat([prefix, first]), to: afterPrefix(Buffer.concat([prefix, last])) };
}
