import type { MessageTemplate } from "@chatloom/flows-schema";
import mongoose from "mongoose";
import { defineCollection } from "../store/scoped-model.ts";

/** A template that the platform of a connected account keeps. */
export interface MessageTemplateFields {
  channelId: string;
  /** The platform's id of it, also in `template`. */
  templateId: string;
  template: MessageTemplate;
  /** When it was last seen in the platform's list, in epoch milliseconds. */
  seenAt: number;
  /** When its state last changed, as far as is known here, in epoch milliseconds. */
  changedAt: number;
}

/** The templates of all connected accounts. */
export const messageTemplates = defineCollection<MessageTemplateFields>(
  "messageTemplates",
  {
    channelId: String,
    templateId: String,
    template: mongoose.Schema.Types.Mixed,
    seenAt: Number,
    changedAt: Number,
  },
  [[{ workspaceId: 1, channelId: 1, templateId: 1 }, { unique: true }]],
);
