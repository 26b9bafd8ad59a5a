import Type from "typebox";
import { Conversation } from "./conversation.ts";
import { conversationParams } from "./conversations.ts";
import { Optional } from "./optional.ts";
import { defineRoute } from "./route.ts";
import { Exact, Id } from "./shapes.ts";

/** Takes a conversation over. Refused while another member handles it, unless `from` names that member. */
export const takeOver = defineRoute({
  method: "post",
  path: "/conversations/:conversationId/take-over",
  tag: "Conversations",
  access: "agent",
  audit: "conversation.takenOver",
  summary: "Make the bot silent and answer oneself",
  params: conversationParams,
  query: Type.Object({ from: Optional(Id) }),
  reply: Conversation,
  errors: ["conversation.handled-by-member"],
});
/** Silences the bot for some minutes, and makes the caller the one who answers. Without minutes it stays silent until resolved. */
export const pauseBot = defineRoute({
  method: "post",
  path: "/conversations/:conversationId/pause",
  tag: "Conversations",
  access: "agent",
  audit: "conversation.paused",
  summary: "Pause the bot for some time",
  params: conversationParams,
  query: Type.Object({ from: Optional(Id) }),
  body: Exact({
    minutes: Type.Union([Type.Integer({ minimum: 1, maximum: 10_080 }), Type.Null()]),
  }),
  reply: Conversation,
  errors: ["conversation.handled-by-member"],
});
const outcomeQuery = Type.Object({
  outcome: Optional(
    Type.String({ maxLength: 40, description: "The id of an outcome of the handoff step." }),
  ),
});
/** Hands a conversation back. The bot continues after the handoff, or waits for the next message. */
export const handBack = defineRoute({
  method: "post",
  path: "/conversations/:conversationId/hand-back",
  tag: "Conversations",
  access: "agent",
  audit: "conversation.handedBack",
  summary: "Give the conversation back to the bot",
  params: conversationParams,
  query: outcomeQuery,
  reply: Conversation,
  errors: ["outcome.unknown"],
});
export const assign = defineRoute({
  method: "put",
  path: "/conversations/:conversationId/assignee",
  tag: "Conversations",
  access: "agent",
  audit: "conversation.assigned",
  summary: "Assign to a member or nobody",
  params: conversationParams,
  body: Exact({ memberId: Type.Union([Id, Type.Null()]) }),
  reply: Conversation,
});
export const assignTeam = defineRoute({
  method: "put",
  path: "/conversations/:conversationId/team",
  tag: "Conversations",
  access: "agent",
  audit: "conversation.assigned",
  summary: "Move to a team or to none",
  params: conversationParams,
  body: Exact({ teamId: Type.Union([Id, Type.Null()]) }),
  reply: Conversation,
  errors: ["team.not-found"],
});
export const resolve = defineRoute({
  method: "post",
  path: "/conversations/:conversationId/resolve",
  tag: "Conversations",
  access: "agent",
  audit: "conversation.resolved",
  summary: "Mark as done; the bot goes on where the flow says so, or answers the next message",
  params: conversationParams,
  query: outcomeQuery,
  reply: Conversation,
  errors: ["outcome.unknown"],
});
export const reopen = defineRoute({
  method: "post",
  path: "/conversations/:conversationId/reopen",
  tag: "Conversations",
  access: "agent",
  audit: "conversation.reopened",
  summary: "Open again",
  params: conversationParams,
  reply: Conversation,
});
