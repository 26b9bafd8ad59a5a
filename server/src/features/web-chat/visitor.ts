import { createHash, randomBytes } from "node:crypto";

/** A new visitor's secret, kept by their browser only. */
export function newVisitorSecret(): string {
  return randomBytes(24).toString("base64url");
}

/** Says whether a text has the form of a visitor's secret. */
export function isVisitorSecret(text: unknown): text is string {
  return typeof text === "string" && /^[\w-]{32}$/.test(text);
}

/** Returns the visitor's address on the channel. It does not reveal the secret. */
export function addressOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex").slice(0, 32);
}
