import { createHmac } from "node:crypto";
import type { WebhookRequest } from "../channel.ts";
import { sameSecret } from "../same-secret.ts";

/** How far the time in a signature may be from ours. */
const toleranceMs = 5 * 60 * 1_000;

/** The header's value: `t=<unix seconds>,v1=<hex HMAC-SHA256 of "<t>.<raw body>">`. */
export function signHttpBody(body: string | Uint8Array, secret: string, atMs: number): string {
  const t = String(Math.floor(atMs / 1_000));
  return `t=${t},v1=${digest(t, body, secret)}`;
}

/** Whether the other system sent this, and lately. While its secret is being changed it may send several `v1`. */
export function isSignedHttpBody(request: WebhookRequest, secret: string, now: number): boolean {
  const header = request.headers["x-chatloom-signature"];
  if (header === undefined || header.length > 1_000) {
    return false;
  }
  const parts = header.split(",").map((part) => part.trim());
  const t = parts.find((part) => part.startsWith("t="))?.slice(2) ?? "";
  if (!/^\d{1,12}$/.test(t) || Math.abs(now - Number(t) * 1_000) > toleranceMs) {
    return false;
  }
  const expected = `v1=${digest(t, request.body, secret)}`;
  return secret !== "" && parts.some((part) => sameSecret(part, expected));
}

function digest(t: string, body: string | Uint8Array, secret: string): string {
  return createHmac("sha256", secret).update(`${t}.`).update(body).digest("hex");
}
