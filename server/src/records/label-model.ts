import type { Label } from "@chatloom/api-schema";
import { defineCollection } from "../store/scoped-model.ts";

/** A label for conversations or flows. */
export interface LabelFields {
  name: string;
  /** The name as it is compared: no two labels of a collection have the same. */
  key: string;
  color: Label["color"];
  createdAt: number;
}

/** The labels for conversations of all workspaces. */
export const labels = labelCollection("labels");
/** The labels for flows of all workspaces. */
export const flowLabels = labelCollection("flowLabels");

function labelCollection(name: string) {
  return defineCollection<LabelFields>(
    name,
    { name: String, key: String, color: String, createdAt: Number },
    [[{ workspaceId: 1, key: 1 }, { unique: true }]],
  );
}
