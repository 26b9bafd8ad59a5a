import type { Binary } from "bson";
import { bsonType } from "./bson-type.ts";
import { binaryParts } from "./compare.ts";
import type { Doc } from "./doc.ts";

/** Estimates how many bytes a value takes in BSON. */
export function approximateSize(value: unknown): number {
  switch (bsonType(value)) {
    case "string":
      return (value as string).length + 5;
    case "array":
      return (value as unknown[]).reduce<number>((sum, item) => sum + approximateSize(item) + 4, 5);
    case "object": {
      let size = 5;
      for (const key in value as Doc) size += key.length + 2 + approximateSize((value as Doc)[key]);
      return size;
    }
    case "binData":
      return binaryParts(value as Binary).bytes.length + 5;
    default:
      return 12;
  }
}
