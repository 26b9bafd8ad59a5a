import { encodeKey } from "./encode-key.ts";

/** Makes a text that is the same for equal values, whatever their numeric types. */
export function equalKey(value: unknown): string {
  return encodeKey([value], []).toString("latin1");
}
