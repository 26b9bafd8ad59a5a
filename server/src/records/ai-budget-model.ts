import { defineCollection } from "../store/scoped-model.ts";

/** How many tokens of one budget are spent or reserved. */
export interface AiBudgetFields {
  held: number;
  /** Reservations that are not settled yet. */
  open: number;
  expiresAt: Date;
}

/** The budgets of a connection's workspaces, by what they are for: `w:2026-11-29` is a workspace's day. */
export const aiBudgets = defineCollection<AiBudgetFields, string>(
  "aiBudgets",
  { _id: String, held: Number, open: Number, expiresAt: Date },
  [[{ expiresAt: 1 }, { expireAfterSeconds: 0 }]],
);
