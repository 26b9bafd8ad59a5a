import type {
  ConversionDataset,
  ConversionEvent,
  ConversionRule,
  Reason,
} from "@chatloom/api-schema";
import mongoose from "mongoose";
import { defineCollection, type Stored } from "../store/scoped-model.ts";

/** A dataset of Meta that is told of goals. Moments are epoch milliseconds. */
export interface ConversionDatasetFields
  extends Pick<
    ConversionDataset,
    "name" | "datasetId" | "consent" | "testCode" | "enabled" | "apiVersion" | "apiBaseUrl"
  > {
  readonly rules: readonly ConversionRule[];
  /** Encrypted, and bound to the id. */
  readonly accessToken: string;
  readonly problem?: Reason;
  readonly createdAt: number;
}
export type StoredConversionDataset = Stored<ConversionDatasetFields>;

/** The datasets of all workspaces. */
export const conversionDatasets = defineCollection<ConversionDatasetFields>(
  "conversionDatasets",
  {
    name: String,
    datasetId: String,
    rules: [mongoose.Schema.Types.Mixed],
    consent: String,
    testCode: String,
    enabled: Boolean,
    apiVersion: String,
    apiBaseUrl: String,
    accessToken: String,
    problem: mongoose.Schema.Types.Mixed,
    createdAt: Number,
  },
  [[{ workspaceId: 1, createdAt: 1 }]],
);

/** One goal for one dataset. Its id is `<dataset>:<effect of the goal>`, so that a goal is told once. */
export interface ConversionEventFields
  extends Pick<
    ConversionEvent,
    "eventId" | "goal" | "event" | "state" | "test" | "attempts" | "value" | "currency" | "body"
  > {
  readonly dataset: string;
  readonly contactId?: string;
  readonly conversationId?: string;
  readonly reason?: Reason;
  /** It is sent in a request of its own, because Meta refused one that held it. */
  readonly alone?: boolean;
  /** When it is due, or until when the process that took it may work on it. */
  readonly nextAt?: number;
  /** The process's mark on the events that it took. */
  readonly batch?: string;
  readonly at: number;
  readonly expireAt: Date;
}
export type StoredConversion = Stored<ConversionEventFields, string>;

/** The conversion events of all workspaces, for 30 days. */
export const conversionEvents = defineCollection<ConversionEventFields, string>(
  "conversionEvents",
  {
    _id: String,
    eventId: String,
    dataset: String,
    contactId: String,
    conversationId: String,
    goal: String,
    event: String,
    value: Number,
    currency: String,
    state: String,
    test: Boolean,
    attempts: Number,
    reason: mongoose.Schema.Types.Mixed,
    alone: Boolean,
    nextAt: Number,
    batch: String,
    body: String,
    at: Number,
    expireAt: Date,
  },
  [
    [{ nextAt: 1 }, { sparse: true }],
    [{ batch: 1 }, { sparse: true }],
    [{ workspaceId: 1, dataset: 1, at: -1, _id: -1 }],
    [{ workspaceId: 1, contactId: 1 }],
    [{ expireAt: 1 }, { expireAfterSeconds: 0 }],
  ],
);

/** A click on an ad that brought a contact. Its id is the event's. Kept for 90 days, as long as Meta counts it. */
export interface StoredAdClick {
  readonly contactId: string;
  readonly kind: "whatsapp" | "website";
  readonly clickId: string;
  readonly at: number;
  readonly expireAt: Date;
}

/** The clicks of all workspaces. */
export const adClicks = defineCollection<StoredAdClick, string>(
  "adClicks",
  {
    _id: String,
    contactId: String,
    kind: String,
    clickId: String,
    at: Number,
    expireAt: Date,
  },
  [[{ workspaceId: 1, contactId: 1, at: -1 }], [{ expireAt: 1 }, { expireAfterSeconds: 0 }]],
);
