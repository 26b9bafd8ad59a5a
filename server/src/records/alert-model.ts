import type { Alert } from "@chatloom/api-schema";
import { defineCollection, type ObjectId } from "../store/scoped-model.ts";

/** Something members should look at. The same thing within a day is one alert with a count. */
export interface AlertFields {
  /** What makes two occurrences the same alert. */
  readonly same: string;
  readonly code: string;
  readonly message: string;
  readonly conversationId?: string;
  readonly flowId?: string;
  readonly channelId?: string;
  readonly count: number;
  readonly at: number;
  readonly seen: boolean;
}

/** All alerts. */
export const alerts = defineCollection<AlertFields>(
  "alerts",
  {
    same: String,
    code: String,
    message: String,
    conversationId: String,
    flowId: String,
    channelId: String,
    count: Number,
    at: Number,
    seen: Boolean,
  },
  [[{ workspaceId: 1, same: 1 }, { unique: true }], [{ workspaceId: 1, at: -1 }]],
);

/** An alert as members see it. */
export function presentAlert(alert: AlertFields & { readonly _id: ObjectId }): Alert {
  const { code, message, conversationId, flowId, channelId, count, at, seen } = alert;
  return {
    id: String(alert._id),
    code,
    message,
    ...(conversationId && { conversationId }),
    ...(flowId && { flowId }),
    ...(channelId && { channelId }),
    count,
    at: new Date(at).toISOString(),
    seen,
  };
}
