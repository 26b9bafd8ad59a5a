import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";

const keys = new Map<string, Buffer>();

/** A key for one purpose, derived from SECRET_KEY. */
function derive(secretKey: string, purpose: string): Buffer {
  const name = `${purpose}\n${secretKey}`;
  const known = keys.get(name);
  if (known) {
    return known;
  }
  const key = Buffer.from(hkdfSync("sha256", secretKey, "chatloom", purpose, 32));
  keys.set(name, key);
  return key;
}

/** Encrypts a text with AES-256-GCM; `bound` (an id) must be the same when it is opened, so that boxes cannot be swapped. */
export function seal(secretKey: string, text: string, bound: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", derive(secretKey, "box"), nonce);
  cipher.setAAD(Buffer.from(bound));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return ["v1", nonce, cipher.getAuthTag(), sealed]
    .map((part) => (typeof part === "string" ? part : part.toString("base64url")))
    .join(".");
}

/** Decrypts what `seal` made; throws when the key, the binding or a byte differs. */
export function unseal(secretKey: string, box: string, bound: string): string {
  const [version, nonce, tag, sealed] = box.split(".");
  if (version !== "v1" || !nonce || !tag || sealed === undefined) {
    throw new UnreadableSecret();
  }
  try {
    const key = derive(secretKey, "box");
    const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce, "base64url"));
    decipher.setAAD(Buffer.from(bound));
    decipher.setAuthTag(Buffer.from(tag, "base64url"));
    const opened = decipher.update(Buffer.from(sealed, "base64url"));
    return Buffer.concat([opened, decipher.final()]).toString("utf8");
  } catch {
    throw new UnreadableSecret();
  }
}

/** The secret was encrypted with another SECRET_KEY, or was damaged. */
export class UnreadableSecret extends Error {
  constructor() {
    super("A stored secret cannot be read: was SECRET_KEY changed?");
  }
}

/** A short signature of a text, for addresses that must not be guessable. */
export function sign(secretKey: string, purpose: string, text: string): string {
  return createHmac("sha256", derive(secretKey, purpose)).update(text).digest("base64url");
}

/** Whether the signature is ours; constant-time. */
export function isSigned(
  secretKey: string,
  purpose: string,
  text: string,
  signature: string,
): boolean {
  const expected = Buffer.from(sign(secretKey, purpose, text));
  const given = Buffer.from(signature);
  return expected.length === given.length && timingSafeEqual(expected, given);
}
