import { DomainError } from "../../context/errors.ts";

/** Why a call to the address of a waiting run is refused. */
export const callbackErrors = {
  unknown: () => new DomainError("not-found", "callback.unknown", "Nobody waits for this call"),
  expired: (at: number) =>
    new DomainError(
      "not-found",
      "callback.expired",
      `This address could be called until ${new Date(at).toISOString()}`,
    ),
  /** An address called too many callbacks that nobody waits for: it may be guessing. */
  tooMany: (waitMs: number) => {
    const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1_000));
    const message = `Too many unknown callbacks; try again in ${retryAfterSeconds} seconds`;
    return new DomainError("too-many", "callback.too-many", message, { retryAfterSeconds });
  },
};
