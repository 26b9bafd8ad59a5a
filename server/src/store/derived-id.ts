import { createHash } from "node:crypto";

/** Makes an id, 24 hexadecimal digits, that follows from a text: the same text gives the same id, also after a crash. */
export function derivedId(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 24);
}
