import { Types } from "mongoose";

/** A fresh id: 24 hexadecimal digits, growing with time. */
export function newId(): string {
  return new Types.ObjectId().toHexString();
}
