import { createHash } from "node:crypto";

/** A short text that is the same for the same JSON: the id of events to which the platform gives none. */
export function fingerprint(value: unknown): string {
  return createHash("sha256")
    .update(JSON.stringify(value) ?? "")
    .digest("hex")
    .slice(0, 24);
}
