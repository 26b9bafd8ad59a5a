const prefix = "payment:";

/**
 * Returns the token of the callback that tells what came of a payment. Tokens of callbacks that other systems may call begin with a
 * conversation's id, so none of them is one of these: only a signed report of the provider makes such a callback.
 */
export function paymentToken(paymentId: string): string {
  return prefix + paymentId;
}

/** Tells whether a callback is the report about a payment. */
export function isPaymentToken(token: string): boolean {
  return token.startsWith(prefix);
}
