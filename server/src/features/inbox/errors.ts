import { DomainError } from "../../context/errors.ts";

/** Why the bot does not start a flow. */
export const botErrors = {
  /** It has taken too many turns of this conversation in a short time. */
  tooManyTurns: (most: number, waitMs: number) =>
    new DomainError(
      "too-many",
      "conversation.too-many-turns",
      `The bot takes at most ${most} turns of one conversation within ten seconds`,
      { retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1_000)) },
    ),
};
