import type { Static, TObject } from "typebox";
import type { Connection } from "../channels/connection.ts";
import type { HttpCall, HttpReply } from "../channels/http-call.ts";
import type { PaymentEvent, PaymentResult } from "./payment-event.ts";

/**
 * CONTRACT. A payment provider as a value: small pure functions and data. The server does the talking and the storing. A webhook counts
 * only if `verify` accepts it; a provider that cannot check a signature accepts none.
 */
export interface PaymentProvider<S extends TObject = TObject> extends Connection<S, PaymentEvent> {
  /** The currencies that it takes; absent: every one that `unitDigits` knows. */
  readonly currencies?: readonly string[];
  /** How many decimals the provider's smallest unit stands for: 2 where it counts cents. Undefined: it does not take the currency. */
  readonly unitDigits: (currency: string) => number | undefined;
  /** How long a link may be open, in milliseconds. A shorter time is kept by closing the link. */
  readonly linkMs: { readonly shortest: number; readonly longest: number };
  /** The call that makes a link. The same request gives the same link, or `readLink` says that it was made before. */
  readonly createLink: (request: LinkRequest, settings: Static<S>) => HttpCall;
  /** Reads the answer. `madeBefore`: an earlier attempt arrived and its link cannot be had again. Undefined: there is no link in it. */
  readonly readLink: (
    reply: HttpReply,
    request: LinkRequest,
  ) => PaymentLinkMade | "madeBefore" | undefined;
  /** The call that asks what became of a payment. */
  readonly askState: (reference: string, settings: Static<S>) => HttpCall;
  /** Reads the answer; undefined if it does not tell. */
  readonly readState: (reply: HttpReply) => PaymentState | undefined;
  /** The call that makes a link unusable; absent: links end by themselves. Refused where somebody has just paid. */
  readonly closeLink?: (reference: string, settings: Static<S>) => HttpCall;
}

/** A link to be made. */
export interface LinkRequest {
  /** Ours, the same at every attempt: the idempotency key is derived from it. */
  readonly paymentId: string;
  /** From 1; the next one follows `madeBefore`. */
  readonly attempt: number;
  /** In the provider's smallest unit. */
  readonly units: number;
  readonly currency: string;
  readonly description: string;
  /** Our id of the contact. */
  readonly payerId: string;
  /** Epoch milliseconds of this attempt, of the first one, and of the link's end. */
  readonly at: number;
  readonly createdAt: number;
  readonly expiresAt: number;
  /** Where the provider is to report, and where the browser goes afterwards. */
  readonly callbackUrl: string;
  readonly returnUrl: string;
}

export interface PaymentLinkMade {
  readonly reference: string;
  readonly url: string;
}

/** `open`: it can be paid. `closed`: it was not paid and no longer can be. */
export type PaymentState = { readonly state: "open" | "closed" } | PaymentResult;

/** Declares a payment provider; the type parameter ties its functions to its settings. */
export function definePaymentProvider<S extends TObject>(
  provider: PaymentProvider<S>,
): PaymentProvider<S> {
  return provider;
}
