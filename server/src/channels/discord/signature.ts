import { createPublicKey, verify } from "node:crypto";
import type { WebhookRequest } from "../channel.ts";

/** The DER prefix of the 32 bytes of an Ed25519 key. */
const derPrefix = Buffer.from("302a300506032b6570032100", "hex");

/** A request older or newer than this is refused. */
const toleranceSeconds = 300;

/**
 * Checks the Ed25519 signature over the time and the raw body.
 *
 * @param now Epoch milliseconds.
 */
export function isSignedByDiscord(
  { headers, body }: WebhookRequest,
  publicKey: string,
  now: number,
): boolean {
  const signature = headers["x-signature-ed25519"] ?? "";
  const seconds = headers["x-signature-timestamp"] ?? "";
  const sound = /^[0-9a-fA-F]{128}$/.test(signature) && /^[0-9a-fA-F]{64}$/.test(publicKey);
  if (!sound || !/^\d{1,12}$/.test(seconds)) {
    return false;
  }
  if (Math.abs(now / 1_000 - Number(seconds)) > toleranceSeconds) {
    return false;
  }
  try {
    const der = Buffer.concat([derPrefix, Buffer.from(publicKey, "hex")]);
    const key = createPublicKey({ key: der, format: "der", type: "spki" });
    const signed = Buffer.concat([Buffer.from(seconds), body]);
    return verify(null, signed, key, Buffer.from(signature, "hex"));
  } catch {
    // A key that is no point of the curve.
    return false;
  }
}
