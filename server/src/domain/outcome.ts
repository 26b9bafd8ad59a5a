import type { Reason } from "@chatloom/api-schema";
import type { SendFailure } from "../channels/channel.ts";

/** The result of one attempt to send. */
export type Outcome =
  | {
      readonly kind: "sent";
      readonly platformId: string | undefined;
      /** Of the other messages of the call, in order. */
      readonly moreIds?: readonly string[] | undefined;
      /** The change of the contact's keyboard, as in `Channel.keyboard`. */
      readonly keyboard?: "shown" | "removed" | undefined;
    }
  /** Nothing arrived at the platform, or it asked to wait: the same again later. */
  | {
      readonly kind: "later";
      readonly reason: Reason;
      readonly afterMs: number | undefined;
      /** Whether the platform may have it, and only a repetition with the same key or reply token is harmless. */
      readonly uncertain?: true | undefined;
    }
  /** Nothing was sent because the reply token is spent: the same at once without it. */
  | { readonly kind: "tokenSpent" }
  /** All messages of the call were refused, perhaps because of one of them: each is sent alone. */
  | { readonly kind: "split" }
  | {
      readonly kind: "failed";
      readonly reason: Reason;
      readonly failure: SendFailure["kind"];
    }
  /** It may not go to this contact, and no platform was asked. */
  | { readonly kind: "withheld"; readonly reason: Reason }
  /** The platform may have it: the answer was lost. */
  | { readonly kind: "unknown"; readonly reason: Reason };
