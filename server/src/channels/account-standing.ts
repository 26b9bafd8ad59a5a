/** How the platform rates an account, and what it allows it. What is left out is not known or did not change. */
export interface AccountStanding {
  /** The platform's rating of its messages, from blocks and reports of contacts. */
  readonly quality?: "high" | "medium" | "low";
  /** To how many people it may write within 24 hours who did not write first. */
  readonly dailyLimit?: number | "unlimited";
  /** How many messages of a month its plan includes, and how many were used. */
  readonly quota?: { readonly limit: number | "unlimited"; readonly used: number };
  /** Why the platform restricts it, in plain words; empty: it no longer does. */
  readonly restriction?: string;
}
