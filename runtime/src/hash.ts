const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Computes a short, URL-safe fingerprint of a text: six bits a character. */
export function hashText(text: string, length: number): string {
  let result = "";
  for (let lane = 1; result.length < length; lane++) {
    let bits = hashNumber(text, Math.imul(lane, 0x27d4eb2f));
    for (let place = 0; place < 5 && result.length < length; place++) {
      result += alphabet[bits & 63];
      bits >>>= 6;
    }
  }
  return result;
}

/** Computes a number from 0 (inclusive) to 1 (exclusive) from every character of a text. */
export function hashShare(text: string): number {
  return hashNumber(text, 0x165667b1) / 0x1_0000_0000;
}

/** Computes a 32-bit number from every character of a text; it is the same in every process and browser. */
function hashNumber(text: string, seed = 0): number {
  let hash = (seed ^ Math.imul(text.length + 1, 0x9e3779b1)) | 0;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x85ebca6b);
    hash = (hash << 13) | (hash >>> 19);
  }
  return mix(hash);
}

function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b);
  return (hash ^ (hash >>> 16)) >>> 0;
}
