import type { Reason, Webhook, WebhookEvent } from "@chatloom/api-schema";
import mongoose from "mongoose";
import { defineCollection, type Stored } from "../store/scoped-model.ts";

/** An outgoing webhook. Moments are epoch milliseconds. */
export interface WebhookFields {
  readonly url: string;
  readonly description: string;
  /** Empty: all events. */
  readonly events: readonly WebhookEvent[];
  /** Encrypted, and bound to the id. */
  readonly secret: string;
  /** The secret of the vault that signs in place of the webhook's own. */
  readonly signingSecret?: string | undefined;
  /** More headers of each delivery. A value names secrets of the vault as `{{secret.NAME}}`. */
  readonly headers?: Webhook["headers"] | undefined;
  readonly enabled: boolean;
  readonly failingSince?: number;
  /** Texts are of older releases. */
  readonly disabledFor?: Reason | string;
  readonly createdAt: number;
}
export type StoredWebhook = Stored<WebhookFields>;

/** The outgoing webhooks of all workspaces. */
export const webhooks = defineCollection<WebhookFields>(
  "webhooks",
  {
    url: String,
    description: String,
    events: [String],
    secret: String,
    signingSecret: String,
    // Without a default: mongoose would add an empty list to every webhook.
    headers: { type: [mongoose.Schema.Types.Mixed], default: undefined },
    enabled: Boolean,
    failingSince: Number,
    disabledFor: mongoose.Schema.Types.Mixed,
    createdAt: Number,
  },
  [[{ workspaceId: 1, createdAt: 1 }], [{ enabled: 1 }]],
);

/** One event for one webhook. Its id is `<webhook>:<event's id>`, so that an event is told once. */
export interface WebhookDeliveryFields {
  readonly webhookId: string;
  /** The header `webhook-id`. */
  readonly messageId: string;
  readonly event: string;
  /** The body, as it is signed. */
  readonly payload: string;
  readonly state: "pending" | "delivered" | "failed";
  readonly attempts: number;
  /** The moment at which the next attempt is due. Absent once it is over. */
  readonly nextAt?: number;
  readonly status?: number;
  /** Texts are of older releases. */
  readonly problem?: Reason | string;
  readonly at: number;
  readonly expireAt: Date;
}
export type StoredDelivery = Stored<WebhookDeliveryFields, string>;

/** The deliveries of the last 30 days. */
export const webhookDeliveries = defineCollection<WebhookDeliveryFields, string>(
  "webhookDeliveries",
  {
    _id: String,
    webhookId: String,
    messageId: String,
    event: String,
    payload: String,
    state: String,
    attempts: Number,
    nextAt: Number,
    status: Number,
    problem: mongoose.Schema.Types.Mixed,
    at: Number,
    expireAt: Date,
  },
  [
    [{ nextAt: 1 }, { sparse: true }],
    [{ workspaceId: 1, webhookId: 1, at: -1, _id: -1 }],
    [{ expireAt: 1 }, { expireAfterSeconds: 0 }],
  ],
);
