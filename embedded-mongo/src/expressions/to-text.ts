import type { ObjectId } from "bson";
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
    case "bool":
    case "int":
    case "long":
    case "decimal":
      return String(value);
    case "double":
      return doubleText(toDouble(value));
    case "date":
      return (value as Date).toISOString();
    case "objectId":
      return (value as ObjectId).toHexString();
    default:
      throw mongoError(241, `Unsupported conversion from ${typeName(value)} to string`);
  }
}

/** Writes a double with 16 significant digits, as MongoDB does. */
function doubleText(value: number): string {
  const size = Math.abs(value);
  if (value === 0 || (size >= 1e-4 && size < 1e15)) {
    const text = value.toPrecision(16).replace(/\.?0+$/, "");
    return Object.is(value, -0) ? "-0" : text;
  }
  throw notAvailable("$toString of a very small or large double");
}
