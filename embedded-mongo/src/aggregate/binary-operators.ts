import { type Binary, Int32, Long, Timestamp } from "bson";
import { mongoError } from "../errors/mongo-error.ts";
import { fromInteger } from "../values/arithmetic.ts";
import { bsonType, isDoc } from "../values/bson-type.ts";
import { binaryParts } from "../values/compare.ts";
import { encode } from "../values/encode.ts";
import { wholeNumber } from "../values/integers.ts";
import { onValue, operator } from "./arguments.ts";
import { nullish, type Operator, typeName } from "./expression.ts";

/** The operators on bits, on the size of values and on timestamps. */
export const binaryOperators: Readonly<Record<string, Operator>> = {
  $bitAnd: bits("$bitAnd", -1n, (a, b) => a & b),
  $bitOr: bits("$bitOr", 0n, (a, b) => a | b),
  $bitXor: bits("$bitXor", 0n, (a, b) => a ^ b),
  $bitNot: onValue((value) => {
    const type = bsonType(value);
    if (type !== "int" && type !== "long")
      throw mongoError(14, `$bitNot only supports int and long, not: ${typeName(value)}.`);
    return fromInteger(~(wholeNumber(value) as bigint), type === "int");
  }),
  $binarySize: onValue((value) => {
    if (typeof value === "string") return new Int32(Buffer.byteLength(value));
    if (bsonType(value) === "binData")
      return new Int32(binaryParts(value as Binary | Uint8Array).bytes.length);
    throw mongoError(
      51276,
      `$binarySize requires a string or BinData argument, found: ${typeName(value)}`,
    );
  }),
  $bsonSize: onValue((value) => {
    if (!isDoc(value))
      throw mongoError(31393, `$bsonSize requires a document input, found: ${typeName(value)}`);
    return new Int32(encode(value).length);
  }),
  $tsSecond: onValue((value) => Long.fromNumber(timestamp(value, 5687301, "$tsSecond").t)),
  $tsIncrement: onValue((value) => Long.fromNumber(timestamp(value, 5687302, "$tsIncrement").i)),
};

function bits(name: string, start: bigint, combine: (a: bigint, b: bigint) => bigint): Operator {
  return operator(0, Number.POSITIVE_INFINITY, (values) => {
    let result = start;
    let narrow = true;
    let none = false;
    for (const value of values) {
      const type = bsonType(value);
      if (nullish(value)) none = true;
      else if (type === "int" || type === "long") {
        result = combine(result, wholeNumber(value) as bigint);
        if (type === "long") narrow = false;
      } else throw mongoError(14, `${name} only supports int and long operands.`);
    }
    return none ? null : fromInteger(result, narrow);
  });
}

function timestamp(value: unknown, code: number, name: string): Timestamp {
  if (value instanceof Timestamp) return value;
  throw mongoError(code, `Argument to ${name} must be a timestamp, but is ${typeName(value)}`);
}
