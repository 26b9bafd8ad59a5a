import type { PaymentProvider } from "./payment-provider.ts";
import { stripe } from "./stripe/provider.ts";
import { zalopay } from "./zalopay/provider.ts";

/** Every kind of payment provider by its type. Adding one is a folder and a line here. */
export const paymentProviders = { stripe, zalopay };

/** The payment provider of a type, for callers that know it only as text; undefined where there is none. */
export function paymentProviderOf(type: string): PaymentProvider | undefined {
  return Object.hasOwn(paymentProviders, type)
    ? paymentProviders[type as keyof typeof paymentProviders]
    : undefined;
}
