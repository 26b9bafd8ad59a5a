import { bsonType } from "./bson-type.ts";
import { openRaw } from "./decode.ts";
import { type Doc, fieldName } from "./doc.ts";
import { RawValue } from "./raw-value.ts";

/** A value as MongoDB's messages show it, cut to a readable length. */
export function describe(value: unknown): string {
  const text = full(value);
  return text.length > 150 ? `${text.slice(0, 150)}...` : text;
}

function full(value: unknown): string {
  if (value instanceof RawValue) return full(openRaw(value));
  switch (bsonType(value)) {
    case "string":
      return JSON.stringify(value);
    case "array":
      return `[ ${(value as unknown[]).map(full).join(", ")} ]`;
    case "object": {
      const fields = Object.entries(value as Doc).map(
        ([key, item]) => `${fieldName(key)}: ${full(item)}`,
      );
      return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
    }
    case "objectId":
      return `ObjectId('${String(value)}')`;
    case "date":
      return `new Date(${(value as Date).getTime()})`;
    case "binData":
      return "BinData";
    case "regex":
      return "a regular expression";
    default:
      return String(value);
  }
}
