import type { Reason } from "@chatloom/api-schema";
import type { MessageContent } from "@chatloom/flows-schema";
import type { ObjectId } from "../store/scoped-model.ts";

/** A message that could not be delivered, or, from a contact, could not be processed. `_id` is the message's, unless it was `forwarded`. */
export interface DeadLetterDoc {
  readonly _id: string;
  readonly workspaceId: ObjectId;
  readonly conversationId: string;
  readonly channelId: string;
  readonly contactName: string;
  readonly reason: Reason;
  readonly attempts: number;
  readonly author: "bot" | "human" | "contact";
  readonly content: MessageContent;
  /** The message that could not be forwarded to a helpdesk; `channelId` is the helpdesk's account then. */
  readonly forwarded?: string;
  readonly at: number;
}
