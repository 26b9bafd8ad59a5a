import type { WebhookRequest } from "../../channels/connection.ts";
import { isSignedWebhook } from "../../channels/signed-webhook.ts";

/** Only these characters of an address are decoded before it is signed. */
const decoded = /%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi;

/**
 * Checks `X-HubSpot-Signature-v3`: base64 of HMAC-SHA256 over method, whole address, body and time in milliseconds. The address is the one
 * that HubSpot called, as the request and its proxy tell. `now` in epoch milliseconds.
 */
export function isSignedByHubspot(
  request: WebhookRequest,
  secret: string | undefined,
  now: number,
): boolean {
  const { headers, method, url, body } = request;
  const time = headers["x-hubspot-request-timestamp"] ?? "";
  const at = /^\d{1,16}$/.test(time) ? Number(time) : Number.NaN;
  const host = headers["x-forwarded-host"] ?? headers.host ?? "";
  const path = url.replace(decoded, (it) => decodeURIComponent(it));
  return ["https", "http"].some((protocol) =>
    isSignedWebhook(
      { body: Buffer.concat([body, Buffer.from(time)]) },
      {
        secret,
        at,
        before: `${method}${protocol}://${host}${path}`,
        encoding: "base64",
        given: headers["x-hubspot-signature-v3"],
      },
      now,
    ),
  );
}
