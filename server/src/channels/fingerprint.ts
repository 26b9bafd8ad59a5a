import { createHash } from "node:crypto";

/** A short text that is the same for the same JSON: the id of events to which the platform gives none. */
export function fingerprint(value: unknown): string {
  return createHash("sha256").update(written(value)).digest("hex").slice(0, 24);
}

/** A value nested too deeply to write is told by its outermost keys: such an event is never processed. */
function written(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "";
  } catch {
    return Object.keys(Object(value)).join("\n");
  }
}
