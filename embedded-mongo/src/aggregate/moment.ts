import type { Long, ObjectId } from "bson";
import { bsonType } from "../values/bson-type.ts";

/** The moment that a date, an object id or a timestamp stands for; `undefined` for all other values. */
export function momentOf(value: unknown): Date | undefined {
  switch (bsonType(value)) {
    case "date":
      return value as Date;
    case "objectId":
      return (value as ObjectId).getTimestamp();
    case "timestamp":
      return new Date((value as Long).high * 1000);
    default:
      return undefined;
  }
}
