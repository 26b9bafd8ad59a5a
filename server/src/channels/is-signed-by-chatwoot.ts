import type { WebhookRequest } from "./connection.ts";
import { isSignedWebhook } from "./signed-webhook.ts";

/**
 * Checks `X-Chatwoot-Signature`: HMAC-SHA256 over `TIMESTAMP.BODY`. Chatwoot signs the webhooks of inboxes and bots since 4.13.
 * `secrets` may be several, separated by commas. `now` in epoch milliseconds.
 */
export function isSignedByChatwoot(
  request: WebhookRequest,
  secrets: string | undefined,
  now: number,
): boolean {
  const timestamp = request.headers["x-chatwoot-timestamp"] ?? "";
  const given = request.headers["x-chatwoot-signature"];
  const signature = {
    at: /^\d{1,12}$/.test(timestamp) ? Number(timestamp) * 1_000 : Number.NaN,
    before: `${timestamp}.`,
    encoding: "hex",
    given: given?.startsWith("sha256=") ? given.slice(7) : undefined,
  } as const;
  return listOf(secrets).some((secret) => isSignedWebhook(request, { ...signature, secret }, now));
}

/** Whether there is a secret that Chatwoot's signatures can be checked with. */
export function hasChatwootSecret(secrets: string | undefined): boolean {
  return listOf(secrets).length > 0;
}

function listOf(secrets = ""): readonly string[] {
  return secrets
    .split(",")
    .map((it) => it.trim())
    .filter((it) => it !== "");
}
