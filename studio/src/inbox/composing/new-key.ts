/** Makes a key for something that may be sent twice. Unlike `crypto.randomUUID`, this also works where the studio is served without TLS. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}
