import { type PaymentDouble, type Provider, servePayments } from "./payment-double.ts";
import { stripeProvider } from "./stripe.ts";
import { zalopayProvider } from "./zalopay.ts";

const providers = {
  stripe: stripeProvider,
  zalopay: zalopayProvider,
} satisfies Readonly<Record<string, Provider>>;
export type PaymentDoubleType = keyof typeof providers;

/** Every payment provider that there is a double of. */
export const paymentDoubleTypes = Object.keys(providers) as readonly PaymentDoubleType[];

/** Starts a strict stand-in for a payment provider on a free port; close it when the test ends. `now` is its clock. */
export function startPayments(
  type: PaymentDoubleType,
  now: () => number = Date.now,
): Promise<PaymentDouble> {
  return servePayments(providers[type], now);
}
