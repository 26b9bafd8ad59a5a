import type { Label } from "@chatloom/api-schema";
import { defineCollection } from "../store/scoped-model.ts";

/** A label for conversations. */
export interface LabelFields {
  name: string;
  /** The name as it is compared: no two labels of a workspace have the same. */
  key: string;
  color: Label["color"];
  createdAt: number;
}

/** The labels of all workspaces. */
export const labels = defineCollection<LabelFields>(
  "labels",
  { name: String, key: String, color: String, createdAt: Number },
  [[{ workspaceId: 1, key: 1 }, { unique: true }]],
);
