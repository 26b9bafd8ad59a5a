import { bsonType } from "./bson-type.ts";
import type { Doc } from "./doc.ts";

const maxLength = 150;

/** Returns a value as MongoDB's messages show it, cut to a readable length. */
export function describe(value: unknown): string {
  const text = fullText(value);
  return text.length > maxLength ? `${text.slice(0, maxLength)}...` : text;
}

function fullText(value: unknown): string {
  switch (bsonType(value)) {
    case "string":
      return JSON.stringify(value);
    case "array":
      return `[ ${(value as unknown[]).map(fullText).join(", ")} ]`;
    case "object": {
      const fields = Object.entries(value as Doc).map(
        ([name, item]) => `${name}: ${fullText(item)}`,
      );
      return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
    }
    case "objectId":
      return `ObjectId('${value}')`;
    case "date":
      return `new Date(${(value as Date).getTime()})`;
    default:
      return String(value);
  }
}
