import type { WebhookRequest } from "../channels/connection.ts";
import { isSigned } from "../secrets/secret-box.ts";
import type { Platform } from "./platform.ts";
import { webhookPurpose } from "./webhook-url-of.ts";

/** A connected account, as far as its webhooks are checked. */
interface CheckedAccount {
  readonly id: string;
  readonly channel: Platform;
  readonly settings: Parameters<Platform["verify"]>[1];
}

/**
 * Checks a webhook: by its signature, or by the token in its address where the platform signs nothing. Constant-time. `now` in epoch
 * milliseconds.
 */
export function isGenuineWebhook(
  secretKey: string,
  { id, channel, settings }: CheckedAccount,
  request: WebhookRequest,
  now: number,
): boolean {
  if (channel.signs?.(settings) === false) {
    return isSigned(secretKey, webhookPurpose, id, request.query.token ?? "");
  }
  return channel.verify(request, settings, now);
}
