import { fingerprint } from "../../channels/fingerprint.ts";
import { isObject, object, text, timeOf } from "../../channels/read-json.ts";
import type { PaymentEvent } from "../payment-event.ts";
import { readSession } from "./read-session.ts";

/** Reads an event of Stripe's webhooks: what came of a Checkout Session. The rest is ignored. */
export function parseStripeWebhook(
  body: unknown,
  _settings: unknown,
  now: number,
): readonly PaymentEvent[] {
  const type = isObject(body) ? text(body.type) : undefined;
  if (!isObject(body) || type === undefined || body.object !== "event") {
    return [];
  }
  const base = {
    id: text(body.id) ?? fingerprint(body),
    account: undefined,
    at: timeOf(body.created, 0) || now,
  };
  const session = object(object(body.data).object);
  const read = readSession(session);
  switch (type) {
    case "checkout.session.completed":
    case "checkout.session.async_payment_succeeded":
      if (read && "units" in read) {
        return [{ ...base, kind: "payment", ...read }];
      }
      break;
    case "checkout.session.async_payment_failed":
      if (read && !("units" in read)) {
        const { reference } = read;
        const currency = text(session.currency)?.toUpperCase() ?? "";
        const units = Number.isSafeInteger(session.amount_total) ? session.amount_total : 0;
        return [
          { ...base, kind: "payment", reference, state: "failed", units: Number(units), currency },
        ];
      }
      break;
  }
  return [{ ...base, kind: "ignored", what: type.slice(0, 100) }];
}
