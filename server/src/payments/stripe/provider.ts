import { readByStatus } from "../../channels/read-by-status.ts";
import { object, text, webAddress } from "../../channels/read-json.ts";
import { definePaymentProvider, type LinkRequest } from "../payment-provider.ts";
import { stripeCall } from "./call.ts";
import { stripeGuide } from "./guide.ts";
import { parseStripeWebhook } from "./parse-webhook.ts";
import { readSession } from "./read-session.ts";
import { StripeSettings } from "./settings.ts";
import { isSignedByStripe } from "./signature.ts";
import { stripeDigits } from "./unit-digits.ts";

const hour = 3_600_000;

/** Stripe Checkout: a payment page of Stripe for each payment. */
export const stripe = definePaymentProvider({
  type: "stripe",
  title: "Stripe",
  icon: "brand-stripe",
  settings: StripeSettings,
  environment: {
    apiBaseUrl: "STRIPE_BASE_URL",
    secretKey: "STRIPE_SECRET_KEY",
    webhookSecret: "STRIPE_WEBHOOK_SECRET",
  },
  guide: stripeGuide,
  verify: (request, { webhookSecret }, now) => isSignedByStripe(request, webhookSecret, now),
  parse: parseStripeWebhook,
  account: () => undefined,
  readReply: (reply) => {
    const { message } = object(object(reply.body).error);
    // Two calls with one idempotency key at once.
    const status = reply.status === 409 ? 429 : reply.status;
    return readByStatus("Stripe", { ...reply, status }, text(message));
  },
  identify: {
    ask: (settings) => stripeCall(settings, "GET", "account"),
    read: ({ status, body }) => {
      const { id, charges_enabled: charges, settings, business_profile: business } = object(body);
      if (status >= 300 || text(id) === undefined) {
        return undefined;
      }
      const shown = text(object(object(settings).dashboard).display_name);
      return charges === false
        ? {
            problem: "Stripe does not let this account take payments yet. Finish its set-up there.",
          }
        : { name: shown || text(object(business).name) || (text(id) ?? "Stripe") };
    },
  },
  unitDigits: stripeDigits,
  // Half an hour and a day from when Stripe takes the call, which may be a later attempt.
  linkMs: { shortest: hour, longest: 23.5 * hour },
  createLink: (request, settings) =>
    stripeCall(settings, "POST", "checkout/sessions", sessionOf(request), request.paymentId),
  readLink: ({ body }) => {
    const url = webAddress(object(body).url);
    const reference = readSession(body)?.reference;
    return url === undefined || reference === undefined ? undefined : { reference, url };
  },
  askState: (reference, settings) =>
    stripeCall(settings, "GET", `checkout/sessions/${encodeURIComponent(reference)}`),
  readState: ({ body }) => readSession(body),
  closeLink: (reference, settings) =>
    stripeCall(settings, "POST", `checkout/sessions/${encodeURIComponent(reference)}/expire`, {}),
});

/** Only what the stored payment holds: the same key with other fields would be refused. */
function sessionOf(request: LinkRequest): Readonly<Record<string, string>> {
  const { paymentId, units, currency, description, expiresAt, returnUrl } = request;
  return {
    mode: "payment",
    "line_items[0][quantity]": "1",
    "line_items[0][price_data][currency]": currency.toLowerCase(),
    "line_items[0][price_data][unit_amount]": String(units),
    "line_items[0][price_data][product_data][name]": [...description].slice(0, 250).join(""),
    client_reference_id: paymentId.replace(/[^\w-]/g, "-").slice(0, 200),
    "metadata[payment]": paymentId,
    expires_at: String(Math.floor(expiresAt / 1_000)),
    success_url: returnUrl,
    cancel_url: returnUrl,
  };
}
