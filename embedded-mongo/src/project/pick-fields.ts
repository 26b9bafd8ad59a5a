import { onDemand } from "bson";
import type { Tree } from "./projection-tree.ts";

const object = 3;

/**
 * Copies a BSON document with at least the fields that an inclusion keeps, so that long values beside them are never decoded.
 * Arrays are copied whole.
 */
export function pickFields(body: Buffer, kept: Tree): Buffer {
  const parts: Buffer[] = [Buffer.alloc(4)];
  let bytes = 5;
  for (const [type, nameAt, nameLength, at, length] of onDemand.parseToElements(body)) {
    const child = kept.get(body.toString("utf8", nameAt, nameAt + nameLength));
    if (child === undefined) {
      continue;
    }
    const isCut = child instanceof Map && type === object;
    const value = body.subarray(at, at + length);
    for (const part of [body.subarray(nameAt - 1, at), isCut ? pickFields(value, child) : value]) {
      parts.push(part);
      bytes += part.length;
    }
  }
  parts[0]?.writeInt32LE(bytes);
  return Buffer.concat([...parts, Buffer.alloc(1)], bytes);
}
