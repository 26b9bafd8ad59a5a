import type { WebhookRequest } from "../channel.ts";
import { json } from "../read-json.ts";

/** Reads a request of Slack: events come as JSON, taps as a form with JSON in `payload`, slash commands as a plain form. */
export function readSlackBody({ headers, body }: WebhookRequest): unknown {
  const text = Buffer.from(body).toString("utf8");
  if (!headers["content-type"]?.startsWith("application/x-www-form-urlencoded")) {
    return json(text);
  }
  const form = new URLSearchParams(text);
  const payload = form.get("payload");
  return payload === null ? Object.fromEntries(form) : json(payload);
}
