import { defined } from "@chatloom/flows-schema";
import { addressBelow } from "../../channels/address-below.ts";
import type { HttpCall } from "../../channels/http-call.ts";
import type { StripeSettings } from "./settings.ts";

/** The version of the API whose answers are read here. */
const version = "2024-06-20";

/** A call of Stripe's API: fields go as a form. A call with the same key is done once and answered alike. */
export function stripeCall(
  { apiBaseUrl, secretKey }: StripeSettings,
  method: "GET" | "POST",
  path: string,
  form?: Readonly<Record<string, string>>,
  idempotencyKey?: string,
): HttpCall {
  return {
    method,
    url: addressBelow(apiBaseUrl, `v1/${path}`),
    headers: {
      authorization: `Bearer ${secretKey}`,
      "stripe-version": version,
      ...defined({ "idempotency-key": idempotencyKey }),
    },
    ...defined({ form }),
  };
}
