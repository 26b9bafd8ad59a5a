import { object, text } from "../../channels/read-json.ts";
import type { PaymentState } from "../payment-provider.ts";

/**
 * Reads the state of a Checkout Session. A completed session may still wait for a bank (`unpaid`): it is open until Stripe reports the
 * end of it. Undefined if it is no session.
 */
export function readSession(value: unknown): (PaymentState & { reference: string }) | undefined {
  const session = object(value);
  const reference = text(session.id);
  if (session.object !== "checkout.session" || reference === undefined) {
    return undefined;
  }
  const { status, payment_status: payment, amount_total: units, currency } = session;
  if (payment === "paid" || (payment === "no_payment_required" && status === "complete")) {
    const known = Number.isSafeInteger(units) && typeof currency === "string";
    return known
      ? {
          reference,
          state: "paid",
          units: units as number,
          currency: (currency as string).toUpperCase(),
        }
      : undefined;
  }
  return { reference, state: status === "expired" ? "closed" : "open" };
}
