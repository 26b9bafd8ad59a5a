import { createHmac } from "node:crypto";
import type { WebhookRequest } from "../channel.ts";
import { sameSecret } from "../same-secret.ts";

/** A request older or newer than this is refused. */
const toleranceSeconds = 300;

/**
 * Checks Slack's signature `v0=…` over the time and the raw body.
 *
 * @param now Epoch milliseconds.
 */
export function isSignedBySlack(
  { headers, body }: WebhookRequest,
  signingSecret: string,
  now: number,
): boolean {
  const seconds = headers["x-slack-request-timestamp"] ?? "";
  if (signingSecret === "" || !/^\d{1,12}$/.test(seconds)) {
    return false;
  }
  if (Math.abs(now / 1_000 - Number(seconds)) > toleranceSeconds) {
    return false;
  }
  const hmac = createHmac("sha256", signingSecret).update(`v0:${seconds}:`).update(body);
  return sameSecret(headers["x-slack-signature"], `v0=${hmac.digest("hex")}`);
}
