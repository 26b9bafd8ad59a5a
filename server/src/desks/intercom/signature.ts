import { createHmac } from "node:crypto";
import { sameSecret } from "../../channels/same-secret.ts";
import type { WebhookRequest } from "../desk.ts";

/** Checks `X-Hub-Signature`: HMAC-SHA1 of the body with the app's client secret. Without a secret nothing is genuine. */
export function isSignedByIntercom(
  { headers, body }: Pick<WebhookRequest, "headers" | "body">,
  secret: string | undefined,
): boolean {
  if (secret === undefined || secret === "") {
    return false;
  }
  const expected = createHmac("sha1", secret).update(body).digest("hex");
  return sameSecret(headers["x-hub-signature"], `sha1=${expected}`);
}
