import { createHmac } from "node:crypto";
import type { WebhookRequest } from "../channel.ts";
import { sameSecret } from "../same-secret.ts";
import { formFields } from "./form-fields.ts";
import { webhookSecretOf } from "./servers.ts";
import type { EmailSettings } from "./settings.ts";

/** How far the clock of a signature may be from ours, in milliseconds. Mailgun sends again for eight hours. */
const signatureMs = 9 * 3_600_000;

/**
 * Whether a webhook brings the password: as that of Basic authentication (`https://mail:PASSWORD@…`), or as `?token=PASSWORD`. With
 * a signing key of Mailgun it must carry Mailgun's signature, too.
 */
export function isFromMailProvider(
  request: WebhookRequest,
  settings: EmailSettings,
  now: number,
): boolean {
  const secret = webhookSecretOf(settings);
  const known =
    sameSecret(request.query.token, secret) ||
    sameSecret(basicPassword(request.headers.authorization), secret);
  if (!known || !settings.mailgunKey) {
    return known;
  }
  // Without a body only the password is asked about.
  return request.body.length === 0 || isSignedByMailgun(request, settings.mailgunKey, now);
}

function basicPassword(header: string | undefined): string | undefined {
  const [, encoded = ""] = /^Basic ([A-Za-z0-9+/=]{1,4000})$/i.exec(header ?? "") ?? [];
  const text = Buffer.from(encoded, "base64").toString("utf8");
  const colon = text.indexOf(":");
  return colon < 0 ? undefined : text.slice(colon + 1);
}

// https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/securing-webhooks
function isSignedByMailgun(request: WebhookRequest, key: string, now: number): boolean {
  const { timestamp = "", token = "", signature } = formFields(request);
  const at = Number(timestamp) * 1_000;
  if (!(Math.abs(now - at) <= signatureMs)) {
    return false;
  }
  const expected = createHmac("sha256", key)
    .update(timestamp + token)
    .digest("hex");
  return sameSecret(signature, expected);
}
