import type { Macro } from "@chatloom/api-schema";
import mongoose from "mongoose";
import { defineCollection } from "../store/scoped-model.ts";

/** Several actions under one name. */
export interface MacroFields {
  name: string;
  /** The actions, in order. */
  actions: Omit<Macro, "id" | "name">;
  createdAt: number;
}

/** The macros of all workspaces. */
export const macros = defineCollection<MacroFields>(
  "macros",
  { name: String, actions: mongoose.Schema.Types.Mixed, createdAt: Number },
  [[{ workspaceId: 1, name: 1 }]],
);
