import { isCurrency } from "@chatloom/flows-schema";

/** Stripe's list, https://docs.stripe.com/currencies: what it counts in whole units. ISK and UGX are sent with two zeros. */
const wholeUnits = new Set(
  "BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF".split(" "),
);
/** Counted in thousandths, the last of which must be zero. */
const thousandths = new Set("BHD JOD KWD OMR TND".split(" "));

/** Returns how many decimals the units of an amount at Stripe stand for; undefined for what is no currency. */
export function stripeDigits(currency: string): number | undefined {
  if (!isCurrency(currency)) {
    return undefined;
  }
  return wholeUnits.has(currency) ? 0 : thousandths.has(currency) ? 3 : 2;
}
