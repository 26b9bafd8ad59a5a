import type { WebhookRequest } from "../../channels/connection.ts";
import { id, json, object, text, timeOf } from "../../channels/read-json.ts";
import { sameSecret } from "../../channels/same-secret.ts";
import type { PaymentEvent } from "../payment-event.ts";
import { zalopayMac } from "./call.ts";
import type { ZalopaySettings } from "./settings.ts";

/** Checks a callback: `mac` is the HMAC by key 2 over `data` exactly as it came. */
export function isSignedByZalopay(
  { body }: Pick<WebhookRequest, "body">,
  { key2 }: ZalopaySettings,
): boolean {
  const { data, mac } = object(json(Buffer.from(body).toString("utf8")));
  return typeof data === "string" && sameSecret(mac, zalopayMac(key2, data));
}

/** Reads a callback. ZaloPay calls back for orders that were paid, and for nothing else; type 1 is an order. */
export function parseZalopayCallback(
  body: unknown,
  _settings: ZalopaySettings,
  now: number,
): readonly PaymentEvent[] {
  const { data, type } = object(body);
  if (typeof data !== "string") {
    return [];
  }
  const order = object(json(data));
  const reference = text(order.app_trans_id);
  const { amount } = order;
  if (reference === undefined) {
    return [];
  }
  const base = { account: id(order.app_id), at: timeOf(order.server_time, 0) || now };
  if ((type !== undefined && type !== 1) || !Number.isSafeInteger(amount)) {
    return [
      {
        ...base,
        kind: "ignored",
        id: reference,
        what: typeof type === "number" ? `type ${type}` : "callback",
      },
    ];
  }
  return [
    {
      ...base,
      kind: "payment",
      id: reference,
      reference,
      state: "paid",
      units: Number(amount),
      currency: "VND",
    },
  ];
}
