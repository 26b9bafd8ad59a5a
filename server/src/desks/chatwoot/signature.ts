import type { WebhookRequest } from "../desk.ts";
import { isSignedWebhook } from "../signed-webhook.ts";

/**
 * Checks `X-Chatwoot-Signature`: HMAC-SHA256 over `TIMESTAMP.BODY`. Chatwoot signs the webhooks of inboxes since 4.13; without a secret
 * nothing can be checked. `now` in epoch milliseconds.
 */
export function isSignedByChatwoot(
  request: WebhookRequest,
  secret: string | undefined,
  now: number,
): boolean {
  const timestamp = request.headers["x-chatwoot-timestamp"] ?? "";
  const given = request.headers["x-chatwoot-signature"];
  const signature = {
    secret,
    at: /^\d{1,12}$/.test(timestamp) ? Number(timestamp) * 1_000 : Number.NaN,
    before: `${timestamp}.`,
    encoding: "hex",
    given: given?.startsWith("sha256=") ? given.slice(7) : undefined,
  } as const;
  return isSignedWebhook(request, signature, now);
}
