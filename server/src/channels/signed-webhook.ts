import { createHmac } from "node:crypto";
import type { WebhookRequest } from "./connection.ts";
import { sameSecret } from "./same-secret.ts";

const toleranceMs = 5 * 60_000;

/** How a helpdesk signs its webhooks: an HMAC-SHA256 over what it writes before the body, and the body. */
interface WebhookSignature {
  readonly secret: string | undefined;
  /** When it was signed, in epoch milliseconds; NaN if the request does not tell. */
  readonly at: number;
  readonly before: string;
  readonly encoding: "base64" | "hex";
  /** The signature of the request, without the name of its algorithm. */
  readonly given: string | undefined;
}

/** Checks a webhook's signature, which may be five minutes old. Without a secret nothing is genuine. `now` in epoch milliseconds. */
export function isSignedWebhook(
  { body }: Pick<WebhookRequest, "body">,
  { secret, at, before, encoding, given }: WebhookSignature,
  now: number,
): boolean {
  if (!secret || !(Math.abs(now - at) <= toleranceMs)) {
    return false;
  }
  return sameSecret(
    given,
    createHmac("sha256", secret).update(before).update(body).digest(encoding),
  );
}
