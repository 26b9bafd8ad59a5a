import { DomainError } from "../../context/errors.ts";

/** Why a visitor of a web chat cannot upload. */
export const visitorErrors = {
  /** The browser's visitor has no conversation on this channel. */
  unknown: () =>
    new DomainError("unauthenticated", "visitor.unknown", "Write a message in this chat first"),
  /** The channel's settings do not allow the page's site. */
  originRefused: () =>
    new DomainError(
      "forbidden",
      "channel.origin-refused",
      "This channel does not allow uploads from this site",
    ),
  /** The visitor, or their network, uploads too often. */
  tooManyUploads: () =>
    new DomainError("too-many", "visitor.too-fast", "Too many uploads; wait a moment", {
      retryAfterSeconds: 10,
    }),
};
