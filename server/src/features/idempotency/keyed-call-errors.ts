import { Conflict } from "../../context/errors.ts";

/** Why a repeated call is refused. */
export const keyedCallErrors = {
  otherCall: () =>
    new Conflict(
      "request.key-of-other-call",
      "This Idempotency-Key was used for another call. Use a new key for each call",
    ),
  running: () =>
    new Conflict("request.still-running", "The call with this Idempotency-Key still runs", {
      retryAfterSeconds: 2,
    }),
  unknown: () =>
    new Conflict(
      "request.outcome-unknown",
      "The call with this Idempotency-Key broke off. Check whether it had its effect before you send it with a new key",
    ),
  notKept: () =>
    new Conflict(
      "request.already-done",
      "The call with this Idempotency-Key was done; its reply was too large to keep",
    ),
};
