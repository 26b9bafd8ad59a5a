import { encodeKey } from "./encode-key.ts";

/** Makes a text that is the same for all values that are equal, of whatever numeric type. */
export function equalKey(value: unknown): string {
  return encodeKey([value], []).toString("latin1");
}
