import { mongoError } from "../errors/mongo-error.ts";
import { type BsonType, isNumber, typeNumbers } from "../values/bson-type.ts";
import { wholeInt32 } from "../values/integers.ts";

const byNumber = new Map<number, BsonType>(
  Object.entries(typeNumbers).map(([name, number]) => [number, name as BsonType]),
);

/** The operand of `$type`: names, numbers, or a list of them. */
export function parseTypes(value: unknown): ReadonlySet<BsonType> {
  const types = new Set<BsonType>();
  for (const item of Array.isArray(value) ? value : [value]) addType(types, item);
  if (types.size === 0) throw mongoError(9, "$type must match at least one type");
  return types;
}

function addType(types: Set<BsonType>, item: unknown): void {
  if (typeof item === "string") {
    if (item === "number") {
      for (const type of ["int", "long", "double", "decimal"] as const) types.add(type);
    } else if (item === "undefined" || item === "dbPointer" || item in typeNumbers) {
      types.add(item as BsonType);
    } else throw mongoError(2, `Unknown type name alias: ${item}`);
    return;
  }
  if (!isNumber(item)) throw mongoError(14, "type must be represented as a number or a string");
  const number = wholeInt32(item);
  if (number === undefined)
    throw mongoError(2, "Invalid numerical type code: it must be a whole number");
  if (number === 0) {
    throw mongoError(2, "Invalid numerical type code: 0. Instead use {$exists:false}.");
  }
  const type = byNumber.get(number);
  if (!type) throw mongoError(2, `Invalid numerical type code: ${number}`);
  types.add(type);
}

/** The operand of `$size`. */
export function parseSize(value: unknown): number {
  if (!isNumber(value)) throw mongoError(2, "Failed to parse $size. Expected a number");
  const size = wholeInt32(value);
  if (size === undefined) throw mongoError(2, "Failed to parse $size. Expected an integer");
  if (size < 0) throw mongoError(2, "Failed to parse $size. Expected a non-negative number");
  return size;
}
