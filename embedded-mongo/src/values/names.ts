import { docKey } from "./doc.ts";

/** A field name met before: its bytes as text, and the key under which documents hold it. */
interface KnownName {
  readonly text: string;
  readonly key: string;
}

const longest = 48;
const slots = 4096;
const known: (KnownName | undefined)[] = new Array(slots);

/**
 * The document key of the field name in these bytes, or `undefined` if they are not plain ASCII or too long to be worth remembering. The
 * same few names come again and again, so most need not be made anew.
 */
export function nameKey(bytes: Uint8Array, from: number, to: number): string | undefined {
  const length = to - from;
  if (length > longest) return undefined;
  let hash = length;
  for (let at = from; at < to; at++) {
    const byte = bytes[at] as number;
    if (byte > 127) return undefined;
    hash = (hash * 31 + byte) | 0;
  }
  const slot = hash & (slots - 1);
  const found = known[slot];
  if (found && isText(found.text, bytes, from, length)) return found.key;
  const text = String.fromCharCode(...bytes.subarray(from, to));
  const made = { text, key: docKey(text) };
  known[slot] = made;
  return made.key;
}

function isText(text: string, bytes: Uint8Array, from: number, length: number): boolean {
  if (text.length !== length) return false;
  for (let at = 0; at < length; at++) {
    if (text.charCodeAt(at) !== bytes[from + at]) return false;
  }
  return true;
}
