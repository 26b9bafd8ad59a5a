import type { WhenAway } from "@chatloom/api-schema";
import mongoose from "mongoose";
import { defineCollection, type Stored } from "../store/scoped-model.ts";

/** Members who answer together, and when they work. */
export interface TeamFields {
  name: string;
  memberIds: string[];
  /** An IANA name. */
  timeZone: string;
  /** Opening hours by weekday (1 is Monday); empty means always. */
  hours: { weekday: number; from: string; to: string }[];
  /** Days on which it does not work: `2026-12-25`. */
  holidays: { date: string; name: string }[];
  /** The rule for an agent's conversations when the agent goes away; absent: the default. */
  whenAway?: WhenAway;
  createdAt: Date;
}
export type TeamRecord = Stored<TeamFields>;

/** The teams of a connection's workspaces. */
export const teams = defineCollection<TeamFields>(
  "teams",
  {
    name: String,
    memberIds: [String],
    timeZone: String,
    hours: mongoose.Schema.Types.Mixed,
    holidays: mongoose.Schema.Types.Mixed,
    whenAway: mongoose.Schema.Types.Mixed,
    createdAt: Date,
  },
  [[{ workspaceId: 1, name: 1 }, { unique: true }]],
);
