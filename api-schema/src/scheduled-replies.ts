import { MessageContent } from "@chatloom/flows-schema";
import Type, { type Static } from "typebox";
import { conversationParams } from "./conversations.ts";
import { Optional } from "./optional.ts";
import { defineRoute } from "./route.ts";
import { Exact, Id, Moment, Nothing } from "./shapes.ts";

const IfWritten = Type.Enum(["cancel", "ask", "send"], { type: "string" });

/** CONTRACT. A reply that leaves at a moment. */
export const ScheduledReply = Exact({
  id: Id,
  author: Exact({ id: Id, name: Type.String() }),
  contents: Type.Array(MessageContent),
  at: Moment,
  /** The rule for a contact who writes first. */
  ifWritten: IfWritten,
  /** Why it waits for a member's decision: `written`, or the code of why it could not be sent. */
  held: Optional(Type.String()),
});
export type ScheduledReply = Static<typeof ScheduledReply>;

const tag = "Conversations";
const path = "/conversations/:conversationId/scheduled";
const params = Type.Object({ ...conversationParams.properties, scheduledId: Id });
const items = Exact({ items: Type.Array(ScheduledReply) });

export const listScheduled = defineRoute({
  method: "get",
  path,
  tag,
  access: "viewer",
  summary: "List the scheduled replies, the next one first",
  params: conversationParams,
  reply: items,
});
export const scheduleReply = defineRoute({
  method: "post",
  path,
  tag,
  access: "agent",
  audit: "conversation.scheduled",
  summary: "Schedule a reply",
  params: conversationParams,
  body: Exact({
    /** Sent one after the other. */
    contents: Type.Array(MessageContent, { minItems: 1, maxItems: 11 }),
    at: Moment,
    ifWritten: IfWritten,
  }),
  reply: items,
  errors: ["scheduled.too-many"],
});
/** Sends it now, by the calling member. */
export const sendScheduledNow = defineRoute({
  method: "post",
  path: `${path}/:scheduledId/send`,
  tag,
  access: "agent",
  audit: "conversation.answered",
  summary: "Send a scheduled reply now",
  params,
  reply: items,
  errors: [
    "scheduled.not-found",
    "conversation.handled-by-bot",
    "conversation.handled-by-member",
    "conversation.window-closed",
    "conversation.content-not-possible",
  ],
});
export const cancelScheduled = defineRoute({
  method: "delete",
  path: `${path}/:scheduledId`,
  tag,
  access: "agent",
  audit: "conversation.scheduleCanceled",
  summary: "Cancel a scheduled reply",
  params,
  reply: Nothing,
});
