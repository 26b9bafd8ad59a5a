import mongoose from "mongoose";
import type { AccountStanding } from "../channels/account-standing.ts";
import type { SocketMemory } from "../channels/socket-protocol.ts";
import { defineCollection, type Stored } from "../store/scoped-model.ts";
import type { CredentialState, RenewalLock } from "./credential-state.ts";

/** The process that holds the channel's connection, and what another needs to go on with it. */
export interface SocketLease {
  owner: string;
  /** Epoch milliseconds after which another process may take it. */
  until: number;
  memory?: SocketMemory | null;
}

/** How old the list of templates is, and why it could not be read. Times are epoch milliseconds. */
export interface TemplateListState {
  readonly readAt?: number;
  /** When it is read next; whoever sets a later time reads it. */
  readonly dueAt?: number;
  readonly problem?: string;
}

/** A connected account on a platform. */
export interface ChannelAccountFields {
  type: string;
  name: string;
  /** The settings that may be shown. */
  settings: Record<string, unknown>;
  /** The others, as JSON, encrypted and bound to the account's id. */
  secrets: string;
  paused: boolean;
  /** Why it must be reconnected. */
  problem?: string;
  /** The address where people start a chat, as the platform returned it when the credentials were checked. */
  chatUrl?: string;
  lastEventAt?: Date;
  createdAt: Date;
  /** The name that a program gave the number. */
  shopId?: string;
  /** Its settings are read from environment variables at every start. */
  fromEnvironment?: boolean | undefined;
  credentials?: CredentialState;
  renewing?: RenewalLock;
  socket?: SocketLease;
  templates?: TemplateListState;
  /** Epoch milliseconds up to which the open cases of a helpdesk were read, and when a process last began to. */
  caughtUpAt?: number;
  catchUpClaimedAt?: number;
  standing?: AccountStanding;
  /** When its quota is asked for next, in epoch milliseconds. */
  quotaDueAt?: number;
}
export type ChannelRecord = Stored<ChannelAccountFields>;

/** The connected channels of a connection's workspaces. */
export const channelAccounts = defineCollection<ChannelAccountFields>(
  "channelAccounts",
  {
    type: String,
    name: String,
    settings: mongoose.Schema.Types.Mixed,
    secrets: String,
    paused: Boolean,
    problem: String,
    chatUrl: String,
    lastEventAt: Date,
    createdAt: Date,
    shopId: String,
    fromEnvironment: Boolean,
    credentials: mongoose.Schema.Types.Mixed,
    renewing: mongoose.Schema.Types.Mixed,
    socket: mongoose.Schema.Types.Mixed,
    templates: mongoose.Schema.Types.Mixed,
    caughtUpAt: Number,
    catchUpClaimedAt: Number,
    standing: mongoose.Schema.Types.Mixed,
    quotaDueAt: Number,
  },
  [[{ workspaceId: 1, createdAt: 1 }], [{ type: 1 }]],
);
