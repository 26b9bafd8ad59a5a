const letters = "abcdefghijkmnpqrstuvwxyz23456789";

/** Returns a new id for a node or a part of a node. */
export function newId(length = 8): string {
  const bytes = crypto.getRandomValues(new Uint8Array(length));
  return Array.from(bytes, (byte) => letters[byte % letters.length]).join("");
}
