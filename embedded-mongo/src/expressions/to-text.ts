import type { Binary, ObjectId } from "bson";
import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import { bsonType } from "../values/bson-type.ts";
import { toDouble } from "../values/numbers.ts";
import { operator } from "./arguments.ts";
import { nullish, typeName } from "./expression.ts";

/** `$toString`: a value as text; null and missing give null. */
export const toText = operator(1, 1, ([value]) => (nullish(value) ? null : textOf(value)));

function textOf(value: unknown): string {
  switch (bsonType(value)) {
    case "string":
      return value as string;
    case "bool":
      return value ? "true" : "false";
    case "int":
    case "long":
    case "decimal":
      return String(value);
    case "double":
      return doubleText(toDouble(value));
    case "date":
      return isoText(value as Date);
    case "objectId":
      return (value as ObjectId).toHexString();
    case "binData":
      if ((value as Binary).sub_type === 4) {
        return (value as Binary).toUUID().toHexString();
      }
      throw notAvailable("$toString of binary data");
    default:
      throw mongoError(
        241,
        `Unsupported conversion from ${typeName(value)} to string in $convert with no onError value`,
      );
  }
}

/** A double as MongoDB writes it in text: 16 significant digits, as C's `%.16g`. */
function doubleText(value: number): string {
  if (Number.isNaN(value)) {
    return "NaN";
  }
  if (!Number.isFinite(value)) {
    return value > 0 ? "Infinity" : "-Infinity";
  }
  if (value === 0) {
    return Object.is(value, -0) ? "-0" : "0";
  }
  const [digits = "", power = "0"] = value.toExponential(15).split("e");
  const exponent = Number(power);
  if (exponent >= -4 && exponent < 16) {
    return withoutZeros(value.toFixed(15 - exponent));
  }
  const size = String(Math.abs(exponent)).padStart(2, "0");
  return `${withoutZeros(digits)}e${exponent < 0 ? "-" : "+"}${size}`;
}

function withoutZeros(text: string): string {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

function isoText(value: Date): string {
  const text = value.toISOString();
  if (text.length !== 24) {
    throw notAvailable("text of a date outside the years 0 to 9999");
  }
  return text;
}
