import type { Reason } from "@chatloom/api-schema";
import mongoose from "mongoose";
import type { KnownCase } from "../desks/desk.ts";
import type { BridgedMessage } from "../domain/inbound-doc.ts";
import { defineCollection, type Stored } from "../store/scoped-model.ts";

/** Two helpdesks between which messages are carried. */
export interface BridgeFields {
  /** Two connected accounts. */
  readonly deskIds: readonly string[];
  /** The helpdesks whose new cases are opened in the other one. */
  readonly from: readonly string[];
  /** Epoch milliseconds. */
  readonly createdAt: number;
}
export type Bridge = Stored<BridgeFields>;

/** A message that could not be carried, kept until a member tries it again. */
export interface BridgeFailure {
  readonly eventId: string;
  /** The helpdesk that wrote it. */
  readonly channelId: string;
  readonly event: BridgedMessage;
  readonly reason: Reason;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** A case that both helpdesks of a bridge have. */
export interface BridgeLinkFields {
  readonly bridgeId: string;
  /** The case in each helpdesk, by the account's id. */
  readonly cases: Readonly<Record<string, KnownCase>>;
  /** The event whose first attempt was begun: the next attempt looks for what it wrote. */
  readonly begun?: string;
  /** Failed attempts of the first waiting event. */
  readonly attempts: number;
  /** Not before; epoch milliseconds. */
  readonly nextAt: number;
  /** The process that works on it, and until when nobody else may, in epoch milliseconds. */
  readonly owner?: string;
  readonly until: number;
  readonly failures: readonly BridgeFailure[];
}
export type BridgeLink = Stored<BridgeLinkFields, string>;

const { Mixed } = mongoose.Schema.Types;

/** The bridges of all workspaces. */
export const bridges = defineCollection<BridgeFields>(
  "bridges",
  { deskIds: [String], from: [String], createdAt: Number },
  [[{ workspaceId: 1, createdAt: 1 }], [{ deskIds: 1 }]],
);

/** The cases that bridges keep in step. */
export const bridgeLinks = defineCollection<BridgeLinkFields, string>(
  "bridgeLinks",
  {
    _id: String,
    bridgeId: String,
    cases: Mixed,
    begun: String,
    attempts: Number,
    nextAt: Number,
    owner: String,
    until: Number,
    failures: Mixed,
  },
  [[{ workspaceId: 1, bridgeId: 1 }]],
);
