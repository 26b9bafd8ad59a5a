import type { BSONSymbol } from "bson";
import { equalKey } from "../keys/equal-key.ts";
import { bsonType, typeRank } from "../values/bson-type.ts";
import { compareValues, regexParts } from "../values/compare.ts";
import { isNaNValue } from "../values/compare-numbers.ts";
import type { ComparisonOperator, FilterLeaf } from "./filter-node.ts";
import { translateRegex } from "./translate-regex.ts";

/** A condition on one value; `undefined` is a missing field. */
export type ValueTest = (value: unknown) => boolean;

type Simple = Exclude<FilterLeaf, { kind: "elemMatchObject" | "elemMatchValue" }>;

/** Makes the test of a leaf condition for a single value, without looking into arrays. */
export function valueTest(leaf: Simple): ValueTest {
  switch (leaf.kind) {
    case "compare":
      return comparisonTest(leaf.op, leaf.value);
    case "in":
      return inTest(leaf.values, leaf.regexes);
    case "exists":
      return (value) => value !== undefined;
    case "type":
      return (value) => value !== undefined && leaf.types.has(bsonType(value));
    case "regex":
      return regexTest(leaf);
    case "size":
      return (value) => Array.isArray(value) && value.length === leaf.size;
  }
}

function comparisonTest(op: ComparisonOperator, operand: unknown): ValueTest {
  const type = bsonType(operand);
  const rank = typeRank(operand);
  if (op === "$eq" && typeof operand === "string") {
    return (value) =>
      value === operand || (typeof value === "object" && compareValues(value, operand) === 0);
  }
  const sign = signTest[op];
  if (type === "null") {
    const matches = sign(0);
    return (value) =>
      matches && (value === undefined || value === null || bsonType(value) === "undefined");
  }
  if (type === "minKey" || type === "maxKey") {
    const others = op !== "$eq" && (type === "maxKey" ? op[1] === "l" : op[1] === "g");
    return (value) => (typeRank(value) === rank ? sign(0) : others);
  }
  if (rank === 10 && isNaNValue(operand)) {
    const matches = sign(0);
    return (value) => matches && isNaNValue(value);
  }
  if (rank === 10) {
    return (value) =>
      typeRank(value) === 10 && !isNaNValue(value) && sign(compareValues(value, operand));
  }
  return (value) => typeRank(value) === rank && sign(compareValues(value, operand));
}

const signTest: Readonly<Record<ComparisonOperator, (order: number) => boolean>> = {
  $eq: (order) => order === 0,
  $gt: (order) => order > 0,
  $gte: (order) => order >= 0,
  $lt: (order) => order < 0,
  $lte: (order) => order <= 0,
};

function inTest(
  values: readonly unknown[],
  regexes: readonly { pattern: string; options: string }[],
): ValueTest {
  const withNull = values.some((value) => value === null);
  const strings = new Set(values.filter((value) => typeof value === "string"));
  // A set of keys finds a value of any numeric type.
  const others = new Set(
    values.filter((value) => typeof value !== "string" && value !== null).map(equalKey),
  );
  const tests = regexes.map((regex) => regexTest(regex));
  return (value) => {
    if (typeof value === "string") {
      if (strings.has(value)) return true;
    } else if (value === undefined || value === null || bsonType(value) === "undefined") {
      if (withNull) return true;
    } else if (others.size > 0 && others.has(equalKey(value))) return true;
    return tests.some((test) => test(value));
  };
}

function regexTest({ pattern, options }: { pattern: string; options: string }): ValueTest {
  const regex = translateRegex(pattern, options);
  return (value) => {
    if (typeof value === "string") return regex.test(value);
    const type = bsonType(value);
    if (type === "symbol") return regex.test((value as BSONSymbol).value);
    if (type !== "regex") return false;
    const parts = regexParts(value);
    return parts.pattern === pattern && parts.options === options;
  };
}
