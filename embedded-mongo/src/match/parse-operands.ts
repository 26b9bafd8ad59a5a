import { mongoError } from "../errors/mongo-error.ts";
import { type BsonType, findType } from "../values/bson-type.ts";
import { toDouble, wholeInt32 } from "../values/numbers.ts";

/** Reads the operand of `$type`: a name, a number, or a list of them. */
export function parseTypes(value: unknown): ReadonlySet<BsonType> {
  return new Set((Array.isArray(value) ? value : [value]).flatMap(typesOf));
}

function typesOf(item: unknown): readonly BsonType[] {
  if (item === "number") {
    return ["int", "long", "double", "decimal"];
  }
  const type = findType(typeof item === "string" ? item : toDouble(item));
  if (!type) {
    throw mongoError(2, `Unknown type in $type: ${item}`);
  }
  return [type];
}

/** Reads the operand of `$size`. */
export function parseSize(value: unknown): number {
  const size = wholeInt32(value);
  if (size === undefined || size < 0) {
    throw mongoError(2, "Failed to parse $size. Expected a non-negative integer");
  }
  return size;
}
