import { Decimal128, Double, Int32, Long, Timestamp } from "bson";
import { mongoError } from "../errors/mongo-error.ts";
import { add, multiply } from "../values/arithmetic.ts";
import { bsonType, isDoc, isNumber } from "../values/bson-type.ts";
import { compareValues, identicalValues } from "../values/compare.ts";
import { openRaw } from "../values/decode.ts";
import { describe } from "../values/describe.ts";
import { type Doc, fieldName } from "../values/doc.ts";
import { RawValue } from "../values/raw-value.ts";
import type { UpdateContext } from "./update-context.ts";
import type { FieldOperator } from "./update-tree.ts";

const always = () => true;
const never = () => false;

/** Makes the operators that work on any field, by name: each from its argument and the path. */
export const plainOperators: Readonly<
  Record<string, (argument: unknown, path: string) => FieldOperator>
> = {
  $set: (argument) => ({ name: "$set", creates: always, apply: (old) => keepSame(old, argument) }),
  $setOnInsert: (argument) => ({
    name: "$setOnInsert",
    creates: ({ isInsert }) => isInsert,
    apply: (old, { isInsert }) => (isInsert ? keepSame(old, argument) : old),
  }),
  $unset: () => ({ name: "$unset", creates: never, apply: () => undefined }),
  $inc: (argument, path) => {
    requireNumber(
      argument,
      `Cannot increment with non-numeric argument: {${path}: ${describe(argument)}}`,
    );
    return arithmetic("$inc", (old) => (old === undefined ? argument : add(old, argument)));
  },
  $mul: (argument, path) => {
    requireNumber(
      argument,
      `Cannot multiply with non-numeric argument: {${path}: ${describe(argument)}}`,
    );
    return arithmetic("$mul", (old) =>
      old === undefined ? zeroLike(argument) : multiply(old, argument),
    );
  },
  $min: (argument) => ({
    name: "$min",
    creates: always,
    apply: (old) => (old === undefined || compareValues(argument, old) < 0 ? argument : old),
  }),
  $max: (argument) => ({
    name: "$max",
    creates: always,
    apply: (old) => (old === undefined || compareValues(argument, old) > 0 ? argument : old),
  }),
  $currentDate: (argument) => {
    const asTimestamp = currentDateType(argument) === "timestamp";
    return {
      name: "$currentDate",
      creates: always,
      apply: (_old, { now }) => currentDate(now, asTimestamp),
    };
  },
  $bit: (argument, path) => {
    const operations = bitOperations(argument, path);
    return {
      name: "$bit",
      creates: always,
      apply: (old) => keepSame(old, applyBits(old, operations, path)),
    };
  },
};

function keepSame(old: unknown, next: unknown): unknown {
  if (old instanceof RawValue && next instanceof RawValue) return sameBytes(old, next) ? old : next;
  return identicalValues(opened(old), opened(next)) ? old : next;
}

function opened(value: unknown): unknown {
  return value instanceof RawValue ? openRaw(value) : value;
}

function sameBytes(a: RawValue, b: RawValue): boolean {
  return a.type === b.type && Buffer.compare(a.bytes, b.bytes) === 0;
}

function requireNumber(argument: unknown, message: string): void {
  if (!isNumber(argument)) throw mongoError(14, message);
}

function arithmetic(name: string, calculate: (old: unknown) => unknown): FieldOperator {
  return {
    name,
    creates: always,
    apply: (old, _context, path) => {
      if (old !== undefined && !isNumber(old)) {
        throw mongoError(
          14,
          `Cannot apply ${name} to a value of non-numeric type. The document has the field '${path.slice(path.lastIndexOf(".") + 1)}' of non-numeric type ${bsonType(old)}`,
        );
      }
      const next = calculate(old);
      if (next === undefined) {
        throw mongoError(
          2,
          `Failed to apply ${name} operations to current value ((NumberLong)${describe(old)})`,
        );
      }
      return keepSame(old, next);
    },
  };
}

function zeroLike(value: unknown): unknown {
  switch (bsonType(value)) {
    case "int":
      return new Int32(0);
    case "long":
      return Long.ZERO;
    case "decimal":
      return Decimal128.fromString("0");
    default:
      return new Double(0);
  }
}

function currentDateType(argument: unknown): "date" | "timestamp" {
  if (typeof argument === "boolean") return "date";
  if (!isDoc(argument)) {
    throw mongoError(
      2,
      `${bsonType(argument)} is not valid type for $currentDate. Please use a boolean ('true') or a $type expression ({$type: 'timestamp/date'}).`,
    );
  }
  for (const key of Object.keys(argument)) {
    if (key !== "$type") throw mongoError(2, `Unrecognized $currentDate option: ${fieldName(key)}`);
  }
  const type = argument.$type;
  if (type === "date" || type === "timestamp") return type;
  throw mongoError(
    2,
    "The '$type' string field is required to be 'date' or 'timestamp': {$currentDate: {field : {$type: 'date'}}}",
  );
}

function currentDate(now: Date, asTimestamp: boolean): unknown {
  return asTimestamp ? new Timestamp({ t: Math.floor(now.getTime() / 1000), i: 1 }) : now;
}

type BitOperation = { readonly name: string; readonly operand: unknown };

function bitOperations(argument: unknown, path: string): readonly BitOperation[] {
  if (!isDoc(argument)) {
    throw mongoError(
      2,
      `The $bit modifier is not compatible with a ${bsonType(argument)}. You must pass in an embedded document: {$bit: {field: {and/or/xor: #}}`,
    );
  }
  const operations = Object.entries(argument as Doc).map(([name, operand]) => {
    if (name !== "and" && name !== "or" && name !== "xor") {
      throw mongoError(
        2,
        `The $bit modifier only supports 'and', 'or', and 'xor', not '${fieldName(name)}' which is an unknown operator: {${fieldName(name)}: ${describe(operand)}}`,
      );
    }
    const type = bsonType(operand);
    if (type !== "int" && type !== "long") {
      throw mongoError(
        2,
        `The $bit modifier field must be an Integer(32/64 bit); a '${type}' is not supported here: {${name}: ${describe(operand)}}`,
      );
    }
    return { name, operand };
  });
  if (operations.length === 0) {
    throw mongoError(
      2,
      `You must pass in at least one bitwise operation. The format is: {$bit: {field: {and/or/xor: #}}: ${path}`,
    );
  }
  return operations;
}

function applyBits(old: unknown, operations: readonly BitOperation[], path: string): unknown {
  const type = bsonType(old);
  if (old !== undefined && type !== "int" && type !== "long") {
    throw mongoError(
      2,
      `Cannot apply $bit to a value of non-integral type. The document has the field ${path} of non-integer type ${type}`,
    );
  }
  let value: unknown = old ?? new Int32(0);
  for (const { name, operand } of operations) value = applyBit(name, value, operand);
  return value;
}

function applyBit(name: string, left: unknown, right: unknown): unknown {
  if (bsonType(left) === "int" && bsonType(right) === "int") {
    const [a, b] = [(left as Int32).value, (right as Int32).value];
    return new Int32(name === "and" ? a & b : name === "or" ? a | b : a ^ b);
  }
  const [a, b] = [asLong(left), asLong(right)];
  return name === "and" ? a.and(b) : name === "or" ? a.or(b) : a.xor(b);
}

function asLong(value: unknown): Long {
  if (typeof value === "bigint") return Long.fromBigInt(value);
  return bsonType(value) === "long" ? (value as Long) : Long.fromInt((value as Int32).value);
}

/** Says whether an operator may act at all in this context. */
export function isActive(operator: FieldOperator, context: UpdateContext): boolean {
  return operator.name !== "$setOnInsert" || context.isInsert;
}
