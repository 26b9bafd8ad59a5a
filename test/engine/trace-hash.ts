import { generateTurns } from "../../runtime/src/testing/generate-turns.ts";

/** Hashes a recorded trace, twelve turns of a generated conversation, to one number. */
export function traceHashes(count: number): number[] {
  return Array.from({ length: count }, (_, seed) =>
    hash(JSON.stringify(generateTurns(seed, 12).map(({ turn }) => turn))),
  );
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}
