import { defineCollection, type Stored } from "../store/scoped-model.ts";

/** A payment that a flow asked a contact for. Its id is that of the effect. Times are epoch milliseconds. */
export interface PaymentFields {
  /** The connection to the provider. */
  accountId: string;
  conversationId: string;
  contactId: string;
  flowId: string;
  nodeId: string;
  /** In the currency's main unit, and in the provider's smallest one. */
  amount: number;
  units: number;
  currency: string;
  description: string;
  /** `making`: the provider was asked for a link and has not answered yet. */
  state: "making" | "open" | "paid" | "failed" | "expired";
  /** How many links the provider was asked for. */
  attempt: number;
  /** The provider's id of it. */
  reference?: string;
  url?: string;
  createdAt: number;
  expiresAt: number;
  settledAt?: number;
  /** It was paid after it had expired. */
  late?: boolean;
  /** Why a report was not believed. */
  problem?: string;
}
export type PaymentRecord = Stored<PaymentFields, string>;

/** The payments of a connection's workspaces. */
export const payments = defineCollection<PaymentFields, string>(
  "payments",
  {
    _id: String,
    accountId: String,
    conversationId: String,
    contactId: String,
    flowId: String,
    nodeId: String,
    amount: Number,
    units: Number,
    currency: String,
    description: String,
    state: String,
    attempt: Number,
    reference: String,
    url: String,
    createdAt: Number,
    expiresAt: Number,
    settledAt: Number,
    late: Boolean,
    problem: String,
  },
  [[{ accountId: 1, reference: 1 }], [{ workspaceId: 1, accountId: 1, createdAt: -1 }]],
);
