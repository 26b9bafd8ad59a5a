import { mongoError } from "../errors/mongo-error.ts";
import { type BsonType, bsonType, isNumber, typeNumbers } from "../values/bson-type.ts";
import { binaryParts } from "../values/compare.ts";
import { isNaNValue } from "../values/compare-numbers.ts";
import { fitsLong, truncated, wholeInt32, wholeNumber } from "../values/integers.ts";

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

/** The operand of `$mod`: divisor and remainder, cut to whole numbers. */
export function parseMod(value: unknown): { divisor: bigint; remainder: bigint } {
  if (!Array.isArray(value)) throw mongoError(2, "malformed mod, needs to be an array");
  if (value.length < 2) throw mongoError(2, "malformed mod, not enough elements");
  if (value.length > 2) throw mongoError(2, "malformed mod, too many elements");
  const [divisor, remainder] = [modPart(value[0], "divisor"), modPart(value[1], "remainder")];
  if (divisor === 0n) throw mongoError(2, "divisor cannot be 0");
  return { divisor, remainder };
}

function modPart(value: unknown, name: string): bigint {
  if (!isNumber(value)) throw mongoError(2, `malformed mod, ${name} not a number`);
  const whole = truncated(value);
  if (whole === undefined || !fitsLong(whole))
    throw mongoError(2, `malformed mod, ${name} value is invalid`);
  return whole;
}

/** The operand of `$size`. */
export function parseSize(value: unknown): number {
  if (!isNumber(value)) throw mongoError(2, "Failed to parse $size. Expected a number");
  const size = wholeInt32(value);
  if (size === undefined) throw mongoError(2, "Failed to parse $size. Expected an integer");
  if (size < 0) throw mongoError(2, "Failed to parse $size. Expected a non-negative number");
  return size;
}

/** The operand of a bit test as the list of bit positions. */
export function parseBits(name: string, value: unknown): readonly number[] {
  if (Array.isArray(value)) return value.map(bitPosition);
  if (isNumber(value)) {
    const mask = wholeNumber(value);
    if (mask === undefined || isNaNValue(value))
      throw mongoError(9, `Expected an integer: ${name}`);
    if (mask < 0n) throw mongoError(9, `Expected a non-negative number in: ${name}`);
    return positionsOf((position) => (mask >> BigInt(position)) & 1n, 64);
  }
  if (bsonType(value) === "binData") {
    const { bytes } = binaryParts(value as Uint8Array);
    return positionsOf(
      (position) => ((bytes[position >> 3] ?? 0) >> (position & 7)) & 1,
      bytes.length * 8,
    );
  }
  throw mongoError(2, `${name} takes an Array, a number, or a BinData`);
}

function positionsOf(bit: (position: number) => bigint | number, count: number): number[] {
  const positions: number[] = [];
  for (let position = 0; position < count; position++) if (bit(position)) positions.push(position);
  return positions;
}

function bitPosition(value: unknown): number {
  const position = wholeInt32(value);
  if (position === undefined) throw mongoError(2, "bit positions must be an integer");
  if (position < 0) throw mongoError(2, "bit positions must be >= 0");
  return position;
}
