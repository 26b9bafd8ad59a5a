import { createHash, randomBytes } from "node:crypto";

/** A new unguessable token. Only its hash is kept. */
export function newToken(prefix = ""): string {
  return prefix + randomBytes(32).toString("base64url");
}

/** Returns the stored form of a token. Tokens are random, so a fast hash suffices. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
