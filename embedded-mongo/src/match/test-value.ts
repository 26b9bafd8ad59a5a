import type { BSONRegExp } from "bson";
import { encodeKey } from "../keys/encode-key.ts";
import { equalKey } from "../keys/equal-key.ts";
import { bsonType, typeRank } from "../values/bson-type.ts";
import { isNaNValue } from "../values/numbers.ts";
import type { ComparisonOperator, FilterLeaf } from "./filter-node.ts";

/** A condition on one value; `undefined` is a missing field. */
export type ValueTest = (value: unknown) => boolean;

type Simple = Exclude<FilterLeaf, { kind: "elemMatchObject" | "elemMatchValue" }>;

/** Makes the test of a condition for a single value; elements of arrays are not tested. */
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
    return (value) => value === operand;
  }
  const sign = signTest[op];
  if (type === "null") {
    const matches = sign(0);
    return (value) => matches && (value === undefined || value === null);
  }
  if (type === "minKey" || type === "maxKey") {
    const others = op !== "$eq" && (type === "maxKey" ? op[1] === "l" : op[1] === "g");
    return (value) => (typeRank(value) === rank ? sign(0) : others);
  }
  // NaN equals itself and is neither less nor greater than other numbers.
  const isUnordered = isNaNValue(operand);
  const key = encodeKey([operand], []);
  return (value) =>
    typeRank(value) === rank &&
    isNaNValue(value) === isUnordered &&
    sign(Buffer.compare(encodeKey([value], []), key));
}

const signTest: Readonly<Record<ComparisonOperator, (order: number) => boolean>> = {
  $eq: (order) => order === 0,
  $gt: (order) => order > 0,
  $gte: (order) => order >= 0,
  $lt: (order) => order < 0,
  $lte: (order) => order <= 0,
};

function inTest(values: readonly unknown[], regexes: readonly RegExp[]): ValueTest {
  const hasNull = values.includes(null);
  const strings = new Set(values.filter((value) => typeof value === "string"));
  // Equal numbers of different types have the same key.
  const others = new Set(
    values.filter((value) => typeof value !== "string" && value !== null).map(equalKey),
  );
  return (value) => {
    if (value === undefined || value === null) {
      return hasNull;
    }
    if (typeof value === "string") {
      return strings.has(value) || regexes.some((regex) => regex.test(value));
    }
    return others.size > 0 && others.has(equalKey(value));
  };
}

function regexTest(leaf: Extract<FilterLeaf, { kind: "regex" }>): ValueTest {
  return (value) => {
    if (typeof value === "string") {
      return leaf.regex.test(value);
    }
    if (bsonType(value) !== "regex") {
      return false;
    }
    const { pattern, options } = value as BSONRegExp;
    return pattern === leaf.pattern && options === leaf.options;
  };
}
