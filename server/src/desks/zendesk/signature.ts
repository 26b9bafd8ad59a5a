import { isSignedWebhook } from "../../channels/signed-webhook.ts";
import type { WebhookRequest } from "../desk.ts";

/**
 * Checks `X-Zendesk-Webhook-Signature`: base64 of HMAC-SHA256 over the time (ISO 8601) and the body. The secret is used as it is written,
 * although it looks like base64. `now` in epoch milliseconds.
 */
export function isSignedByZendesk(
  request: WebhookRequest,
  secret: string | undefined,
  now: number,
): boolean {
  const time = request.headers["x-zendesk-webhook-signature-timestamp"] ?? "";
  const signature = {
    secret,
    at: Date.parse(time),
    before: time,
    encoding: "base64",
    given: request.headers["x-zendesk-webhook-signature"],
  } as const;
  return isSignedWebhook(request, signature, now);
}
