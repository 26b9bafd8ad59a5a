import Type, { type Static } from "typebox";
import {
  ApiBaseUrl,
  OptionalSecret,
  OptionalSetting,
  Secret,
} from "../../channels/settings-fields.ts";

/** The settings that connect a Stripe account. */
export const StripeSettings = Type.Object(
  {
    secretKey: Secret({
      title: "Stripe secret key",
      description: "Begins with sk_live_, or with sk_test_ to try it without money.",
    }),
    webhookSecret: OptionalSecret({
      title: "Stripe signing secret",
      description:
        "Of the webhook; begins with whsec_. Reports with another signature are refused.",
    }),
    returnUrl: OptionalSetting({
      title: "Page after paying",
      description: "Left empty, people see a short page that leads them back to the chat.",
      pattern: "^(https?://.*)?$",
    }),
    apiBaseUrl: ApiBaseUrl("https://api.stripe.com"),
  },
  { additionalProperties: false },
);
export type StripeSettings = Static<typeof StripeSettings>;
