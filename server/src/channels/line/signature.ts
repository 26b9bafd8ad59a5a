import { createHmac } from "node:crypto";
import type { WebhookRequest } from "../channel.ts";
import { sameSecret } from "../same-secret.ts";
import type { LineSettings } from "./settings.ts";

/** Whether LINE signed these bytes with the channel's secret. */
export function isSignedByLine(
  { headers, body }: WebhookRequest,
  { channelSecret }: LineSettings,
): boolean {
  const expected = createHmac("sha256", channelSecret).update(body).digest("base64");
  return channelSecret !== "" && sameSecret(headers["x-line-signature"], expected);
}
