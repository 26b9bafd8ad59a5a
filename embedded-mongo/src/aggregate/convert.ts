import { type Binary, type BSONSymbol, Decimal128, Double, Int32, Long, ObjectId } from "bson";
import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import { fromInteger, toDecimal, toDouble } from "../values/arithmetic.ts";
import { type BsonType, bsonType, isNumber, typeNumbers } from "../values/bson-type.ts";
import { fitsLong, truncated, wholeInt32 } from "../values/integers.ts";
import { truthy } from "../values/truthy.ts";
import { namedFields, onValue, operator } from "./arguments.ts";
import { type Compile, type Evaluate, nullish, type Operator, typeName } from "./expression.ts";
import { momentOf } from "./moment.ts";

/** A double as MongoDB writes it in text: 16 significant digits, as C's `%.16g`. */
function doubleText(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "Infinity" : "-Infinity";
  if (value === 0) return Object.is(value, -0) ? "-0" : "0";
  const [digits = "", power = "0"] = value.toExponential(15).split("e");
  const exponent = Number(power);
  if (exponent >= -4 && exponent < 16) return withoutZeros(value.toFixed(15 - exponent));
  const size = String(Math.abs(exponent)).padStart(2, "0");
  return `${withoutZeros(digits)}e${exponent < 0 ? "-" : "+"}${size}`;
}

function withoutZeros(text: string): string {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

/** A value as text for the operators that take any: null is empty, a date ISO 8601; others are refused. */
export function asText(value: unknown): string {
  if (nullish(value)) return "";
  switch (bsonType(value)) {
    case "string":
      return value as string;
    case "symbol":
      return (value as BSONSymbol).value;
    case "int":
    case "long":
    case "decimal":
      return String(value);
    case "double":
      return doubleText(toDouble(value));
    case "date":
      return isoText(value as Date);
    default:
      throw mongoError(16007, `can't convert from BSON type ${bsonType(value)} to String`);
  }
}

function isoText(value: Date): string {
  const text = value.toISOString();
  if (text.length !== 24) throw notAvailable("text of a date outside the years 0 to 9999");
  return text;
}

/** The operators that ask for a type or change it. */
export const convertOperators: Readonly<Record<string, Operator>> = {
  $type: operator(1, 1, ([value]) => typeName(value)),
  $isNumber: operator(1, 1, ([value]) => value !== undefined && isNumber(value)),
  $toString: onValue((value) => convert(value, "string")),
  $toInt: onValue((value) => convert(value, "int")),
  $toLong: onValue((value) => convert(value, "long")),
  $toDouble: onValue((value) => convert(value, "double")),
  $toDecimal: onValue((value) => convert(value, "decimal")),
  $toBool: onValue((value) => convert(value, "bool")),
  $toDate: onValue((value) => convert(value, "date")),
  $toObjectId: onValue((value) => convert(value, "objectId")),
  $convert: convertOperator,
};

const targets: ReadonlySet<string> = new Set([
  "double",
  "string",
  "objectId",
  "bool",
  "date",
  "int",
  "long",
  "decimal",
]);

function convertOperator(argument: unknown, compile: Compile, name: string): Evaluate {
  const doc = namedFields(argument, name, {
    required: ["input", "to"],
    optional: ["onError", "onNull"],
  });
  const [input, to] = [compile(doc.input), compile(doc.to)];
  const onError = doc.onError === undefined ? undefined : compile(doc.onError);
  const onNull = doc.onNull === undefined ? undefined : compile(doc.onNull);
  return (scope) => {
    const value = input(scope);
    const target = to(scope);
    if (nullish(value)) return onNull ? onNull(scope) : null;
    if (nullish(target)) return null;
    const type = targetType(target);
    try {
      return convert(value, type);
    } catch (error) {
      if (onError) return onError(scope);
      throw error;
    }
  };
}

function targetType(target: unknown): BsonType {
  const number = wholeInt32(target);
  const name =
    typeof target === "string"
      ? target
      : Object.entries(typeNumbers).find(([, code]) => code === number)?.[0];
  if (name && targets.has(name)) return name as BsonType;
  if (name && name in typeNumbers) throw notAvailable(`$convert to ${name}`);
  throw mongoError(2, `Unknown type name: ${String(target)}`);
}

function failure(value: unknown, to: BsonType): Error {
  return mongoError(
    241,
    `Unsupported conversion from ${typeName(value)} to ${to} in $convert with no onError value`,
  );
}

function convert(value: unknown, to: BsonType): unknown {
  const from = bsonType(value);
  switch (to) {
    case "bool":
      return truthy(value);
    case "string":
      return toText(value, from);
    case "int":
    case "long":
      return toInteger(value, from, to);
    case "double":
      return toFloat(value, from);
    case "decimal":
      return toDecimalValue(value, from);
    case "date":
      return toDate(value, from);
    default:
      if (from === "objectId") return value;
      if (typeof value === "string" && /^[0-9a-fA-F]{24}$/.test(value)) return new ObjectId(value);
      if (typeof value !== "string") throw failure(value, to);
      throw mongoError(
        241,
        `Failed to parse objectId '${value}' in $convert with no onError value: Invalid string length for parsing to OID, expected 24 but found ${value.length}`,
      );
  }
}

function toText(value: unknown, from: BsonType): string {
  switch (from) {
    case "bool":
      return value ? "true" : "false";
    case "objectId":
      return (value as ObjectId).toHexString();
    case "binData":
      if ((value as Binary).sub_type === 4) return (value as Binary).toUUID().toHexString();
      throw notAvailable("$convert from binData to string");
    case "string":
    case "int":
    case "long":
    case "double":
    case "decimal":
    case "date":
      return asText(value);
    default:
      throw failure(value, "string");
  }
}

function toInteger(value: unknown, from: BsonType, to: "int" | "long"): unknown {
  if (from === "bool") return to === "int" ? new Int32(value ? 1 : 0) : Long.fromInt(value ? 1 : 0);
  if (from === "date" && to === "long") return Long.fromNumber((value as Date).getTime());
  if (from === "string") {
    const text = value as string;
    if (!/^[+-]?\d+$/.test(text)) throw unparsed(text, to);
    return sized(BigInt(text.replace(/^\+/, "")), to, () => unparsed(text, to));
  }
  if (!isNumber(value)) throw failure(value, to);
  const whole = truncated(value);
  if (whole === undefined)
    throw mongoError(
      241,
      "Attempt to convert NaN or infinity value to integer type in $convert with no onError value",
    );
  return sized(whole, to, () =>
    mongoError(241, "Conversion would overflow target type in $convert with no onError value"),
  );
}

function sized(whole: bigint, to: "int" | "long", overflow: () => Error): unknown {
  if (to === "int" && (whole < -2147483648n || whole > 2147483647n)) throw overflow();
  if (!fitsLong(whole)) throw overflow();
  return fromInteger(whole, to === "int");
}

function unparsed(text: string, to: string): Error {
  return mongoError(
    241,
    `Failed to parse number '${text}' in $convert with no onError value: it is no ${to}`,
  );
}

const decimalText = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

function toFloat(value: unknown, from: BsonType): Double {
  if (from === "bool") return new Double(value ? 1 : 0);
  if (from === "date") return new Double((value as Date).getTime());
  if (from === "string") {
    const text = value as string;
    if (/^[+-]?(inf(inity)?|nan)$/i.test(text)) return new Double(specialNumber(text));
    const number = Number(text);
    if (!decimalText.test(text) || !Number.isFinite(number)) throw unparsed(text, "double");
    return new Double(number);
  }
  if (!isNumber(value)) throw failure(value, "double");
  const number = toDouble(value);
  if (from === "decimal" && !Number.isFinite(number) && Number.isFinite(Number(String(value))))
    throw failure(value, "double");
  return new Double(number);
}

function specialNumber(text: string): number {
  if (/nan$/i.test(text)) return Number.NaN;
  return text.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

function toDecimalValue(value: unknown, from: BsonType): Decimal128 {
  if (from === "bool") return Decimal128.fromString(value ? "1" : "0");
  if (from === "date") return Decimal128.fromString(String((value as Date).getTime()));
  if (from === "string") {
    try {
      return Decimal128.fromString(value as string);
    } catch {
      throw unparsed(value as string, "decimal");
    }
  }
  if (!isNumber(value)) throw failure(value, "decimal");
  return toDecimal(value);
}

const isoDate = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:?\d\d)?)?$/;

/** The date a text in ISO 8601 form gives, or `undefined`. */
export function dateOfText(text: string): Date | undefined {
  if (!isoDate.test(text)) return undefined;
  const zoned = text.length > 10 && !/(Z|[+-]\d\d:?\d\d)$/.test(text) ? `${text}Z` : text;
  const date = new Date(zoned.replace(" ", "T").replace(/([+-]\d\d)(\d\d)$/, "$1:$2"));
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function toDate(value: unknown, from: BsonType): Date {
  const moment = momentOf(value);
  if (moment) return moment;
  switch (from) {
    case "string": {
      const date = dateOfText(value as string);
      if (!date) throw mongoError(241, `Error parsing date string '${value as string}'`);
      return date;
    }
    case "double":
    case "long":
    case "decimal": {
      const whole = truncated(value);
      const date = whole === undefined ? undefined : new Date(Number(whole));
      if (!date || Number.isNaN(date.getTime())) throw failure(value, "date");
      return date;
    }
    default:
      throw failure(value, "date");
  }
}
