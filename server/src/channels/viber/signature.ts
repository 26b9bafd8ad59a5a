import { createHmac } from "node:crypto";
import type { WebhookRequest } from "../channel.ts";
import { sameSecret } from "../same-secret.ts";

/** Checks the signature of the raw body: Viber sends it as a header and in the query. */
export function isSignedByViber(
  { headers, query, body }: WebhookRequest,
  authToken: string,
): boolean {
  const given = headers["x-viber-content-signature"] ?? query.sig;
  return (
    authToken !== "" &&
    sameSecret(given, createHmac("sha256", authToken).update(body).digest("hex"))
  );
}
