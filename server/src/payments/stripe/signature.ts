import { createHmac } from "node:crypto";
import type { WebhookRequest } from "../../channels/connection.ts";
import { sameSecret } from "../../channels/same-secret.ts";

const toleranceMs = 5 * 60_000;
/** Stripe sends one signature for each active secret; more than a few are nobody's. */
const mostSignatures = 10;

/**
 * Checks `Stripe-Signature: t=…,v1=…`: hex of HMAC-SHA256 over time, a point and the body, by the whole secret. A signature may be five
 * minutes old. While a secret is rolled there are two. Without a secret nothing is accepted. `now` in epoch milliseconds.
 */
export function isSignedByStripe(
  { headers, body }: Pick<WebhookRequest, "headers" | "body">,
  secret: string | undefined,
  now: number,
): boolean {
  const parts = (headers["stripe-signature"] ?? "").slice(0, 4_000).split(",");
  const valuesOf = (name: string) =>
    parts.flatMap((part) => {
      const [key, value = ""] = part.trim().split("=", 2);
      return key === name ? [value] : [];
    });
  const [time = ""] = valuesOf("t");
  const at = /^\d{1,12}$/.test(time) ? Number(time) * 1_000 : Number.NaN;
  if (!secret || !(Math.abs(now - at) <= toleranceMs)) {
    return false;
  }
  const expected = createHmac("sha256", secret).update(`${time}.`).update(body).digest("hex");
  return valuesOf("v1")
    .slice(0, mostSignatures)
    .some((given) => sameSecret(given, expected));
}
