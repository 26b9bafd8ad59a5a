import { createHash, createHmac, pbkdf2Sync, randomBytes } from "node:crypto";

/** How often SCRAM-SHA-256 hashes the password. */
export const iterations = 15_000;

/** The keys that the server derives from the password. All connections may use one salt. */
export interface SignInKeys {
  salt: Buffer;
  storedKey: Buffer;
  serverKey: Buffer;
}

/** Derives what the server keeps of a password. It is slow by design, so it is done once. */
export function deriveKeys(password: string): SignInKeys {
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, iterations, 32, "sha256");
  const storedKey = createHash("sha256").update(hmac(salted, "Client Key")).digest();
  return { salt, storedKey, serverKey: hmac(salted, "Server Key") };
}

/** Makes a message authentication code. */
export const hmac = (key: Buffer, text: string): Buffer =>
  createHmac("sha256", key).update(text).digest();
