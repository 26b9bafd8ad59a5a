import { createHmac } from "node:crypto";
import { sameSecret } from "../../channels/same-secret.ts";
import type { WebhookRequest } from "../desk.ts";

const toleranceMs = 5 * 60_000;

/**
 * Checks `X-Zendesk-Webhook-Signature`: base64 of HMAC-SHA256 over the time (ISO 8601) and the body. The secret is used as it is written,
 * although it looks like base64. Without a secret nothing can be checked. `now` in epoch milliseconds.
 */
export function isSignedByZendesk(
  { headers, body }: WebhookRequest,
  secret: string | undefined,
  now: number,
): boolean {
  if (secret === undefined || secret === "") {
    return true;
  }
  const time = headers["x-zendesk-webhook-signature-timestamp"] ?? "";
  const at = Date.parse(time);
  if (Number.isNaN(at) || Math.abs(now - at) > toleranceMs) {
    return false;
  }
  const hmac = createHmac("sha256", secret).update(time).update(body).digest("base64");
  return sameSecret(headers["x-zendesk-webhook-signature"], hmac);
}
