import { createHash } from "node:crypto";
import type { WebhookRequest } from "../channel.ts";
import { id, json, object } from "../read-json.ts";
import { sameSecret } from "../same-secret.ts";
import type { ZaloSettings } from "./settings.ts";

/**
 * Checks `X-ZEvent-Signature: mac=…`: a plain SHA-256, no HMAC, of app id, raw body, time and OA secret key. The time stands in the body;
 * some write it into a header. Some apps sign with the OA's id in place of the app's.
 */
export function isSignedByZalo(request: WebhookRequest, settings: ZaloSettings): boolean {
  const given = request.headers["x-zevent-signature"];
  const { oaSecretKey, appId, oaId } = settings;
  if (given === undefined || oaSecretKey === "") {
    return false;
  }
  const mac = given
    .trim()
    .replace(/^mac\s*=\s*/i, "")
    .toLowerCase();
  const { timestamp } = object(json(Buffer.from(request.body).toString("utf8")));
  const times = [id(timestamp) ?? "", request.headers["x-zevent-timestamp"] ?? ""];
  let genuine = false;
  for (const signer of [appId, oaId ?? ""]) {
    for (const time of times) {
      // No early exit: how long it takes does not tell which one matched.
      const expected = signer === "" ? "" : zaloMac(signer, request.body, time, oaSecretKey);
      genuine = sameSecret(mac, expected) || genuine;
    }
  }
  return genuine;
}

/** The hex digest that Zalo sends for these bytes. */
function zaloMac(signer: string, body: Uint8Array, time: string, secret: string): string {
  return createHash("sha256").update(signer).update(body).update(time).update(secret).digest("hex");
}

/** Says whether this only tests the address: the console's button posts no event and no signature, and wants a 200. */
export function isZaloProbe({ headers, body }: WebhookRequest): boolean {
  const event = object(json(Buffer.from(body).toString("utf8")));
  return headers["x-zevent-signature"] === undefined && event.event_name === undefined;
}
