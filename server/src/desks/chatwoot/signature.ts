import { createHmac } from "node:crypto";
import { sameSecret } from "../../channels/same-secret.ts";
import type { WebhookRequest } from "../desk.ts";

const toleranceMs = 5 * 60_000;

/**
 * Checks `X-Chatwoot-Signature`: HMAC-SHA256 over `TIMESTAMP.BODY`. Chatwoot signs the webhooks of inboxes since 4.13; without a secret
 * nothing can be checked. `now` in epoch milliseconds.
 */
export function isSignedByChatwoot(
  { headers, body }: WebhookRequest,
  secret: string | undefined,
  now: number,
): boolean {
  if (secret === undefined || secret === "") {
    return true;
  }
  const timestamp = headers["x-chatwoot-timestamp"] ?? "";
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(now - Number(timestamp) * 1_000) > toleranceMs) {
    return false;
  }
  const hmac = createHmac("sha256", secret).update(`${timestamp}.`).update(body).digest("hex");
  return sameSecret(headers["x-chatwoot-signature"], `sha256=${hmac}`);
}
