/** How the platform rates an account, and what it allows it. What is left out is not known or did not change. */
export interface AccountStanding {
  /** The platform's rating of its messages, from blocks and reports of contacts. */
  readonly quality?: "high" | "medium" | "low";
  /** To how many people it may write within 24 hours who did not write first. */
  readonly dailyLimit?: number | "unlimited";
  /** Why the platform restricts it, in plain words; empty: it no longer does. */
  readonly restriction?: string;
}
