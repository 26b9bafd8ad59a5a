import { createHmac } from "node:crypto";
import type { WebhookRequest } from "../channel.ts";
import { sameSecret } from "../same-secret.ts";

/** Whether Meta sent this: `X-Hub-Signature-256` over the raw bytes, by any of the app secrets (one to a line, or parted by commas). */
export function isSignedByMeta(request: WebhookRequest, appSecrets: string): boolean {
  const signature = request.headers["x-hub-signature-256"];
  if (signature === undefined) {
    return false;
  }
  let genuine = false;
  for (const secret of listOfSecrets(appSecrets)) {
    // No early exit: how long it takes does not tell which secret matched.
    genuine = sameSecret(signature, `sha256=${metaSignature(request.body, secret)}`) || genuine;
  }
  return genuine;
}

/** The hex digest Meta sends for these bytes. */
export function metaSignature(body: Uint8Array, appSecret: string): string {
  return createHmac("sha256", appSecret).update(body).digest("hex");
}

function listOfSecrets(secrets: string): readonly string[] {
  return secrets
    .split(/[,\n]/)
    .map((secret) => secret.trim())
    .filter((secret) => secret !== "");
}
