import { mongoError } from "../errors/mongo-error.ts";
import { equalKey } from "../keys/equal-key.ts";
import { toDecimal } from "../values/arithmetic.ts";
import { type BsonType, bsonType, isDoc, isNumber } from "../values/bson-type.ts";
import { compareNumbers, isNaNValue } from "../values/compare-numbers.ts";
import type { Doc } from "../values/doc.ts";
import { fromDecimal128, powerOfTen } from "../values/exact-decimal.ts";
import { parseTypes } from "./parse-operands.ts";
import { booleanOf, countOf, numberOf, refusedType } from "./schema-operands.ts";
import { translateRegex } from "./translate-regex.ts";

/** One keyword of a schema as a test of values. */
export interface SchemaRule {
  readonly keyword: string;
  test(value: unknown): boolean;
  /** What else there is to say of a value that fails. */
  explain?(value: unknown): Doc;
}

/** Reads a keyword's operand; the schema around it has those that belong together. */
export type Keyword = (operand: unknown, schema: Doc, keyword: string) => SchemaRule | undefined;

/** What MongoDB says of a rule that a value does not satisfy. */
export function describeFailure(rule: SchemaRule, schema: Doc, value: unknown): Doc {
  const { keyword, explain } = rule;
  if (explain) return { operatorName: keyword, ...explain(value) };
  const isScalar = !isDoc(value) && !Array.isArray(value);
  return {
    operatorName: keyword,
    specifiedAs: { [keyword]: schema[keyword] },
    ...(isScalar ? { consideredValue: value } : {}),
    ...(keyword === "bsonType" || keyword === "type"
      ? { reason: "type did not match", consideredType: bsonType(value) }
      : {}),
  };
}

/** The keywords that look at one value and not into it. */
export const valueKeywords: Readonly<Record<string, Keyword>> = {
  bsonType: (operand, schema) => {
    if (schema.type !== undefined)
      throw mongoError(9, "Cannot specify both $jsonSchema keywords 'type' and 'bsonType'");
    return typeRule(
      "bsonType",
      typesOf("bsonType", operand, (name) => parseTypes(name)),
    );
  },
  type: (operand) => typeRule("type", typesOf("type", operand, jsonTypes)),
  enum(operand) {
    if (!Array.isArray(operand)) throw refusedType("enum", "an array");
    if (operand.length === 0)
      throw mongoError(9, "$jsonSchema keyword 'enum' cannot be an empty array");
    const allowed = new Set(operand.map(unorderedKey));
    if (allowed.size < operand.length)
      throw mongoError(9, "$jsonSchema keyword 'enum' array cannot contain duplicate values");
    return { keyword: "enum", test: (value) => allowed.has(unorderedKey(value)) };
  },
  minimum: (operand, { exclusiveMinimum }) =>
    boundRule("minimum", operand, exclusiveMinimum, (order) => order > 0),
  maximum: (operand, { exclusiveMaximum }) =>
    boundRule("maximum", operand, exclusiveMaximum, (order) => order < 0),
  exclusiveMinimum: (operand, { minimum }) => exclusive("exclusiveMinimum", operand, minimum),
  exclusiveMaximum: (operand, { maximum }) => exclusive("exclusiveMaximum", operand, maximum),
  multipleOf(operand) {
    const divisor = numberOf("multipleOf", operand);
    if (isNaNValue(divisor) || !(compareNumbers(divisor, 0) > 0))
      throw mongoError(9, "$jsonSchema keyword 'multipleOf' must have a positive value");
    return onNumbers("multipleOf", (value) => isMultiple(value, divisor));
  },
  minLength: (operand) => lengthRule("minLength", operand, (length, count) => length >= count),
  maxLength: (operand) => lengthRule("maxLength", operand, (length, count) => length <= count),
  pattern(operand) {
    if (typeof operand !== "string") throw refusedType("pattern", "a string");
    const regex = translateRegex(operand, "");
    return {
      keyword: "pattern",
      test: (value) => typeof value !== "string" || regex.test(value),
    };
  },
  minItems: (operand) => sizeRule("minItems", operand, (size, count) => size >= count),
  maxItems: (operand) => sizeRule("maxItems", operand, (size, count) => size <= count),
  uniqueItems(operand) {
    if (!booleanOf("uniqueItems", operand)) return undefined;
    return {
      keyword: "uniqueItems",
      test: (value) =>
        !Array.isArray(value) || new Set(value.map(unorderedKey)).size === value.length,
    };
  },
  minProperties: (operand) => fieldsRule("minProperties", operand, (size, count) => size >= count),
  maxProperties: (operand) => fieldsRule("maxProperties", operand, (size, count) => size <= count),
  title: (operand) => remark("title", operand),
  description: (operand) => remark("description", operand),
};

function typeRule(keyword: string, types: ReadonlySet<BsonType>): SchemaRule {
  return { keyword, test: (value) => types.has(bsonType(value)) };
}

function typesOf(
  keyword: string,
  operand: unknown,
  read: (name: string) => ReadonlySet<BsonType>,
): ReadonlySet<BsonType> {
  const names: unknown[] = Array.isArray(operand) ? operand : [operand];
  if (names.length === 0)
    throw mongoError(9, `$jsonSchema keyword '${keyword}' must name at least one type`);
  if (new Set(names).size < names.length)
    throw mongoError(9, `$jsonSchema keyword '${keyword}' has a duplicate value`);
  const types = names.flatMap((name) => {
    if (typeof name !== "string")
      throw refusedType(keyword, "either a string or an array of strings");
    return [...read(name)];
  });
  return new Set(types);
}

const typesOfJson: Readonly<Record<string, string>> = {
  array: "array",
  boolean: "bool",
  null: "null",
  number: "number",
  object: "object",
  string: "string",
};

function jsonTypes(name: string): ReadonlySet<BsonType> {
  if (name === "integer")
    throw mongoError(9, "$jsonSchema type 'integer' is not currently supported.");
  const type = Object.hasOwn(typesOfJson, name) ? typesOfJson[name] : undefined;
  if (type === undefined) throw mongoError(2, `Unknown type name alias: ${name}`);
  return parseTypes(type);
}

function onNumbers(keyword: string, test: (value: unknown) => boolean): SchemaRule {
  return { keyword, test: (value) => !isNumber(value) || test(value) };
}

function boundRule(
  keyword: string,
  operand: unknown,
  isExclusive: unknown,
  isInside: (order: number) => boolean,
): SchemaRule {
  const bound = numberOf(keyword, operand);
  return onNumbers(keyword, (value) => {
    // Not a number is neither more nor less than anything but equal to itself.
    if (isNaNValue(value) || isNaNValue(bound))
      return isExclusive !== true && isNaNValue(value) && isNaNValue(bound);
    const order = compareNumbers(value, bound);
    return isInside(order) || (order === 0 && isExclusive !== true);
  });
}

function exclusive(keyword: string, operand: unknown, bound: unknown): undefined {
  booleanOf(keyword, operand);
  if (bound === undefined)
    throw mongoError(9, `$jsonSchema keyword '${keyword}' needs the bound that it is about`);
}

function isMultiple(value: unknown, divisor: unknown): boolean {
  const [whole, part] = [fromDecimal128(toDecimal(value)), fromDecimal128(toDecimal(divisor))];
  if (!whole || !part) return false;
  const exponent = Math.min(whole.exponent, part.exponent);
  const scaled = ({ coefficient, exponent: own }: typeof whole): bigint =>
    coefficient * powerOfTen(own - exponent);
  return scaled(whole) % scaled(part) === 0n;
}

type Limit = (size: number, count: number) => boolean;

function lengthRule(keyword: string, operand: unknown, isWithin: Limit): SchemaRule {
  const count = countOf(keyword, operand);
  // Characters are counted, not halves of them.
  const test = (value: unknown) => typeof value !== "string" || isWithin([...value].length, count);
  return { keyword, test };
}

function sizeRule(keyword: string, operand: unknown, isWithin: Limit): SchemaRule {
  const count = countOf(keyword, operand);
  return { keyword, test: (value) => !Array.isArray(value) || isWithin(value.length, count) };
}

function fieldsRule(keyword: string, operand: unknown, isWithin: Limit): SchemaRule {
  const count = countOf(keyword, operand);
  const test = (value: unknown) => !isDoc(value) || isWithin(Object.keys(value).length, count);
  return { keyword, test };
}

function remark(keyword: string, operand: unknown): undefined {
  if (typeof operand !== "string") throw refusedType(keyword, "a string");
}

/** A text that is the same for values that are equal but for the order of the fields in them. */
function unorderedKey(value: unknown): string {
  return equalKey(ordered(value));
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (!isDoc(value)) return value;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(fields.map(([key, inner]) => [key, ordered(inner)]));
}
