import type { paymentProviders } from "../../server/src/payments/index.ts";

/** Complete settings of each payment provider, pointing nowhere. */
export const samplePaymentSettings = {
  stripe: {
    apiBaseUrl: "https://api.stripe.example.org",
    secretKey: "sk_test_contract",
    webhookSecret: "whsec_test_secret",
  },
  zalopay: {
    apiBaseUrl: "https://zalopay.example.org",
    appId: "2553",
    key1: "key1_for_tests",
    key2: "key2_for_tests",
  },
} satisfies Record<keyof typeof paymentProviders, Record<string, string>>;
