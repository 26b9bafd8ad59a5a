/** Why it did not, and what to do about it. */
export interface SendFailure {
  /**
   * `busy`: try again later. `auth`: the channel must be reconnected. `unknown`: the answer does not tell whether the
   * platform took the message. `token`: the reply token is used or expired. The others: never the same message again.
   */
  readonly kind:
    | "busy"
    | "auth"
    | "unknown"
    | "token"
    | "window"
    | "unreachable"
    | "content"
    | "policy";
  /** The platform's own code, such as `131047`. */
  readonly code: string;
  /** For members. */
  readonly message: string;
  /** For `busy`: how long the platform asked to wait. */
  readonly retryAfterMs?: number | undefined;
}
