import type { Reason } from "@chatloom/api-schema";

/** The words of an alert about a message that no channel delivers. */
export interface UndeliveredAlert {
  readonly code: "delivery.failed" | "delivery.no-fallback";
  readonly message: string;
  readonly reason: Reason;
}

/** Says that a message was not delivered. `fallback` is the channel that should have taken over and does not reach the contact. */
export function undeliveredAlert(reason: Reason, fallback: string | undefined): UndeliveredAlert {
  return fallback === undefined
    ? {
        code: "delivery.failed",
        message: `A message could not be delivered: ${reason.message}`,
        reason,
      }
    : {
        code: "delivery.no-fallback",
        message: `A message could not be delivered, and "${fallback}" does not reach the contact: ${reason.message}`,
        reason,
      };
}
