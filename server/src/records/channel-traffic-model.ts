import mongoose from "mongoose";
import type { TrafficEntry, TrafficHour } from "../domain/channel-traffic.ts";
import { defineCollection } from "../store/scoped-model.ts";

/** The last requests between a channel's platform and this server, and counts of the last day. Its id is the channel's. */
export interface ChannelTrafficFields {
  entries?: TrafficEntry[];
  /** By the hour's place in the day, see `slotOf`. */
  slots?: Record<string, TrafficHour>;
  /** Epoch milliseconds of the last call that succeeded. */
  lastSentAt?: number;
}

/** The traffic of each connected channel. */
export const channelTraffic = defineCollection<ChannelTrafficFields, string>("channelTraffic", {
  _id: String,
  entries: mongoose.Schema.Types.Mixed,
  slots: mongoose.Schema.Types.Mixed,
  lastSentAt: Number,
});
