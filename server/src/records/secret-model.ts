import type { SecretKind } from "@chatloom/flows-schema";
import mongoose from "mongoose";
import { defineCollection, type Stored } from "../store/scoped-model.ts";
import type { OauthState } from "./oauth-state.ts";

/** A secret of a workspace's vault. Moments are epoch milliseconds. */
export interface SecretFields {
  /** Requests name it by this. */
  readonly name: string;
  readonly kind: SecretKind;
  /** The hosts that it may be sent to. */
  readonly hosts: readonly string[];
  readonly note: string;
  /** The value, encrypted and bound to the id. */
  readonly sealedValue: string;
  /** A new value that waits to replace it, encrypted in the same way. */
  readonly sealedNext?: string;
  readonly nextAt?: number;
  readonly createdAt: number;
  /** When the value came into use. */
  readonly changedAt: number;
  readonly usedAt?: number;
  /** Of the kind `oauth`; the value is then the access token. */
  readonly oauth?: OauthState;
}
export type StoredSecret = Stored<SecretFields>;

/** How many secrets and connected accounts a workspace has at most. */
export const mostSecrets = 100;

/** The secrets of all workspaces. */
export const secrets = defineCollection<SecretFields>(
  "secrets",
  {
    name: String,
    kind: String,
    hosts: [String],
    note: String,
    sealedValue: String,
    sealedNext: String,
    nextAt: Number,
    createdAt: Number,
    changedAt: Number,
    usedAt: Number,
    oauth: mongoose.Schema.Types.Mixed,
  },
  [[{ workspaceId: 1, name: 1 }, { unique: true }]],
);
