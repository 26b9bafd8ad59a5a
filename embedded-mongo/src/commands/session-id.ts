import { Binary } from "bson";
import { mongoError } from "../errors/mongo-error.ts";
import { isDoc } from "../values/index.ts";

/** Returns the id of a session, `{ id: UUID }`, as text. */
export function sessionId(lsid: unknown): string {
  if (isDoc(lsid) && lsid.id instanceof Binary) {
    return Buffer.from(lsid.id.buffer).toString("hex");
  }
  throw mongoError(14, "BSON field 'lsid.id' must be a binary value");
}
