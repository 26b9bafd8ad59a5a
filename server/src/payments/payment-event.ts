interface EventBase {
  /** Unique within the account and the same at every redelivery. */
  readonly id: string;
  /** Which account it is for, as in `Connection.account`; undefined where the body does not say. */
  readonly account: string | undefined;
  /** Epoch milliseconds, by the provider's clock. */
  readonly at: number;
}

/** A provider's report in a signed webhook. */
export type PaymentEvent =
  | (EventBase &
      PaymentResult & {
        readonly kind: "payment";
        /** The provider's id of the payment, as in `PaymentLinkMade.reference`. */
        readonly reference: string;
      })
  /** Knowingly not used; `what` is the provider's name for it. Counted. */
  | (EventBase & { readonly kind: "ignored"; readonly what: string });

/** The result of a payment, as the provider reports it. */
export interface PaymentResult {
  readonly state: "paid" | "failed";
  /** The paid amount, in the provider's smallest unit. */
  readonly units: number;
  /** ISO 4217. */
  readonly currency: string;
}
